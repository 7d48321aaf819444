source "$(dirname "$0")/lib.sh"
set -euo pipefail

ask() {
  local model="$1" question=$2
  shift 2
  client ask --model "$model" --question="$question" "$@" 2>/dev/null | jq -r .answer
  LAST="$model"
}

prompt() {
  cat <<-EOF
	Say hello to $1.
	EOF
}

run() { "$@"; }

for model in small large; do
  ask "$model" "$(prompt Ann)" --cap 5
done

for file in *.txt; do
  run client send < "$file"
done

while read -r line; do
  client echo "$line"
done < lines.txt

ls | while IFS= read -r name; do client tell "$name"; done

if [ "$1" = "fast" ]; then
  model=small
elif ! client check; then
  model=large
else
  model=other
fi

case "$2" in
  a | b) kind=first ;;
  c*) kind=second ;;
  *) kind=third ;;
esac

[[ -z "$kind" ]] && kind=none
client start || client stop
time client --profile me \
  service operation --option value \
  --json '{"a": 1}'
AWS_REGION=here sudo client once
jq -n '{a: 1}' > body.json
client send --body file://body.json
echo "$kind" | tee -a log.txt | client log -
CALL=(client listed)
"${CALL[@]}" more
xargs -n 1 client each < names
client <<EOF && client last
Input for $kind
EOF
