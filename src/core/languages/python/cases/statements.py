with open(path) as file, lock:
    prompt = file.read()
async with client.stream(model=MODEL) as (stream, meta):
    pass
for index, (key, value) in enumerate(table):
    send(key)
else:
    done()
while waiting():
    poll()
try:
    risky()
except (ClientError, OSError) as error:
    report(error)
except* Other:
    pass
else:
    fine()
finally:
    close()
if first():
    a()
elif (second := probe()):
    b()
else:
    c()
match command(line):
    case ["go", where] if known(where):
        go()
    case {"stop": _}:
        stop()
    case _:
        wait()
del cache[key()]
assert check(), message()
raise Failure(reason()) from cause
async for event in response["stream"]:
    print(event)
