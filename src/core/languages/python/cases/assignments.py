a = b = client()
self_like.model = name = MODEL
x, y = 1, "two"
first, (second, *rest), last = load()
left, right = pair
[one, two] = [1, 2]
for_all = *head, tail
text += "more"
options |= {"b": 2}
count -= 1
timeout: int = 5
declared: "mypy_boto3_bedrock_runtime.BedrockRuntimeClient"
optional: Optional[Client] = None
either: Client | None = make()
body["messages"][0]["content"] = prompt
request.body.limit = 512
if (found := search(key)) is not None:
    use(found)
while chunk := stream.read():
    use(chunk)
kept = [y for x in xs if (y := f(x))]
