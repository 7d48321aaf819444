#!/bin/sh
# a comment
first # behind a command
## bedrock-cost-lint-ignore-next-line model/deprecated
second "# no comment"
