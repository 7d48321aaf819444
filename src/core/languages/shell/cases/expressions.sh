#!/usr/bin/env bash
# Texts and what is put into them.
MODEL="${MODEL:-small}"
export REGION=eu-west-1 OTHER
readonly SINGLE='no $expansion \n'
CONTROLS=$'one\ttwo\x41'
JOINED="a $MODEL b"'c'${REGION}d\ e
LENGTH=${#MODEL}
CUT=${MODEL%%:*}
NUMBER=$((1 + 2))
FILE=$(cat prompt.txt)
SAME=$(<prompt.txt)
OLD=`cat prompt.txt`
NOW=$(date +%s)
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
LIST=(one "two words" $MODEL)
FIRST="${LIST[0]}"
declare -A TABLE=([fast]=small ["best"]="large $REGION")
CHOSEN="${TABLE[fast]}"
TEXT=$(cat <<EOF
Hello $MODEL and \$5
EOF
)
QUOTED=$(cat <<'EOF'
Nothing $expands here
EOF
)
PRINTED=$(printf '{"a": "%s"}' "$TEXT")
OBJECT=$(jq -n --arg text "$TEXT" --argjson cap 512 \
  '{cap: $cap, "messages": [{role: "user", content: ("Say " + $text)}], $text, note: "in \($text)"}')
JSON=$(echo "$TEXT" | jq -Rs .)
ENCODED=$(echo "$OBJECT" | base64)
: "${WITH_DEFAULT:=fallback}"
