"""A docstring is no statement."""


@app.post("/ask", timeout=5)
async def ask(question: str, model=MODEL, *, limit: int = 512, **options) -> str:
    """Asks."""

    def inner(text):
        return client.converse(modelId=model, text=text)

    return await inner(question)


def positional(a, /, b, *rest, c):
    yield a
    return


def connect():
    global client, other
    client = boto3.client("bedrock-runtime")

    def reset():
        nonlocal_name = 1
        nonlocal model
        model = None
