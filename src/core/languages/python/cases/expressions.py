chosen = big if wide else small
fallback = options.model or os.environ.get("MODEL_ID") or DEFAULT
both = ready and check(key)
negated = not done()
compared = low() < middle <= high()
item = table["key"]
last = rows[-1]
part = text[: limit()]
grid = cells[1, 2]
spread = [*load(), *a.b, *c]
path = Path(__file__).parent / "prompts" / name
ratio = used / 2
merged = {"a": 1, **defaults, "b": [1, *others]}
union = defaults | {"a": 1}
awaited = (await client.converse(modelId=MODEL))["output"]
called = make(1, *args, key=2, **kwargs)
generated = join(x.text for x in items)
double = lambda x, *y, z=1: x + z
pairs = {k: v for k, v in table.items()}
nested = [f(x, y) for x in xs for y in x.ys if x if y]
received = yield request()
...
