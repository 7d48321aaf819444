"""Labels for `npm run calibrate`: counts of Claude by ctok (MIT, https://github.com/sanderland/ctok), in Python with ctok installed.

    python3 label_with_ctok.py documents < TEXTS.jsonl > LABELLED.jsonl   rows {class, source, split, text}, for --fit
    python3 label_with_ctok.py tokens < TOKENS.json                       the two lines of data/tokensAlone.txt;
                                                                          TOKENS.json: strings by rank, null where not UTF-8
"""

import json
import sys

import ctok

# Family, ctok's name of its vocabulary, and the tokens of the frame around one message.
FAMILIES = [("claude_v3", "4.5", 7), ("claude_v47", "4.7", 11)]
MANY = 6


def label_documents():
    for line in sys.stdin:
        row = json.loads(line)
        counts = {family: ctok.token_count(row["text"], name) - frame for family, name, frame in FAMILIES}
        print(json.dumps({**row, "tokens": {**row.get("tokens", {}), **counts}}, ensure_ascii=False))


def tokens_alone():
    tokens = json.load(sys.stdin)
    for family, name, _ in FAMILIES:
        before = {text: ctok.token_count(text, name) for text in ("x", "\n")}
        print(family, "".join(str(count_alone(token, name, before)) for token in tokens))


def count_alone(token, name, before):
    """Behind something that it does not join: a letter before blanks and marks, a line break before words."""
    if not token:
        return 0
    prefix = "\n" if token[0].isalnum() else "x"
    return max(0, min(MANY, ctok.token_count(prefix + token, name) - before[prefix]))


{"documents": label_documents, "tokens": tokens_alone}[sys.argv[1]]()
