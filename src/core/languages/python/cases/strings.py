plain = "tab\t quote\" unknown\q \x41\101\u00e9\U0001F600 \N{BULLET}"
raw = r"C:\new" + R'\d'
octets = b"caf\xc3\xa9 \u0041"
joined = "a\
b"
triple = """first
  "second" line
"""
adjacent = (
    "You are "
    f"{role}, "
    'and careful.'
)
formatted = f"{{literal}} {user.name!r:>{width}} {price:.2f} {total=} {f'{inner}'}"
only_braces = f"{{}}"
percent = "%s of %d" % (part, whole)
named = "%(who)s" % {"who": name}
single = TEMPLATE % question
remainder = index % 2
filled = "{who} {0}".format(question, who=name).strip()
repeated = "=" * 40
