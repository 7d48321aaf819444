before
client --json '{"a": 1 "b": 2}' --list (a b)
after
