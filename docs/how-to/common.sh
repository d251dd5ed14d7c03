# What department.sh and window.sh have in common; they read it, nobody runs it.
set -euo pipefail

API="${ONEWINDOW_URL:-http://localhost:8000}/api/v1"

say() { printf '\n== %s\n' "$*" >&2; }

# fetch [curl options] ADDRESS: the answer on a line of its own; a refusal is shown and ends the script
fetch() {
  local answer
  if ! answer=$(curl -sS --fail-with-body "$@"); then
    printf '%s\n' "$answer" >&2
    return 1
  fi
  printf '%s\n' "$answer"
}

# pick EXPRESSION ANSWER: a part of the JSON, such as items.0.no
pick() {
  python3 -c '
import json, sys
found = json.loads(sys.argv[2])
for part in sys.argv[1].split("."):
    found = found[int(part)] if isinstance(found, list) else found[part]
print(found if isinstance(found, str) else json.dumps(found, ensure_ascii=False))' "$1" "$2"
}

# new_key: a key that no submission had yet
new_key() { python3 -c 'import uuid; print(uuid.uuid4())'; }

# sign_in SYSTEM SECRET: sets TOKEN, good for an hour
sign_in() {
  local answer
  answer=$(fetch -u "$1:$2" -d grant_type=client_credentials "$API/oauth/token")
  TOKEN=$(pick access_token "$answer")
}

# read_api PATH [curl options]: a GET with the token
read_api() {
  local path=$1
  shift
  fetch -H "Authorization: Bearer $TOKEN" "$@" "$API/$path"
}

# post_as PERSON KEY PATH [curl options]: a POST as this person; the same key is the same submission
post_as() {
  local person=$1 key=$2 path=$3
  shift 3
  fetch "$API/$path" \
    -H "Authorization: Bearer $TOKEN" \
    -H "OneWindow-Acting: $person" \
    -H "Idempotency-Key: $key" \
    "$@"
}
