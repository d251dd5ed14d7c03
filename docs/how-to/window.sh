#!/usr/bin/env bash
# One intake with its scans, with curl, as a window's own system sends it. docs/how-to/department-by-curl.md tells it.
#
#   ONEWINDOW_SECRET=… docs/how-to/window.sh
#
# The last line on standard output is the number of the case. ONEWINDOW_URL is where the platform is.
set -euo pipefail

API="${ONEWINDOW_URL:-http://localhost:8000}/api/v1"
SYSTEM="${ONEWINDOW_SYSTEM:-lj-hall-window}"
SECRET="${ONEWINDOW_SECRET:?is what \"onewindow system add\" printed}"
CLERK=wang
HERE=$(cd "$(dirname "$0")" && pwd)

say() { printf '\n== %s\n' "$*" >&2; }

# fetch [curl options] ADDRESS: the answer; a refusal is shown and ends the script
fetch() {
  local answer
  if ! answer=$(curl -sS --fail-with-body "$@"); then
    printf '%s\n' "$answer" >&2
    return 1
  fi
  printf '%s\n' "$answer"
}

# pick NAME ANSWER: one member of a JSON object
pick() { python3 -c 'import json, sys; print(json.loads(sys.argv[2])[sys.argv[1]])' "$1" "$2"; }

say "1. a token, good for an hour"
ANSWER=$(fetch -u "$SYSTEM:$SECRET" -d grant_type=client_credentials "$API/oauth/token")
TOKEN=$(pick access_token "$ANSWER")

say "2. a scan: any JPEG, PNG or PDF would do"
SCANS=$(mktemp -d)
trap 'rm -r "$SCANS"' EXIT
printf %s iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGM4wMQAAAJIAMOA19R5AAAAAElFTkSuQmCC \
  | python3 -c 'import base64, sys; sys.stdout.buffer.write(base64.b64decode(sys.stdin.read()))' >"$SCANS/平面图.png"

# The same key for the second sending: that is how an answer that did not come is asked for again.
KEY=$(python3 -c 'import uuid; print(uuid.uuid4())')
take_in() {
  fetch "$API/cases" \
    -H "Authorization: Bearer $TOKEN" \
    -H "OneWindow-Acting: $CLERK" \
    -H "Idempotency-Key: $KEY" \
    -F "body=@$HERE/intake.json;type=application/json" \
    -F "file-layout=@$SCANS/平面图.png" \
    -F "file-layout=@$SCANS/平面图.png"
}

say "3. the intake, with two scans of one material"
DONE=$(take_in)
printf '%s\n' "$DONE" >&2

say "4. the same once more: the same answer, and no second case"
AGAIN=$(take_in)
[ "$DONE" = "$AGAIN" ]
NO=$(pick case "$DONE")

say "5. what was received, and the scans as one PDF of two pages"
CASE=$(fetch -H "Authorization: Bearer $TOKEN" "$API/cases/$NO")
FILE=$(printf '%s' "$CASE" | python3 -c '
import json, sys
for material in json.load(sys.stdin)["materials"]:
    print(" ", material["name"], material["state_label"], material["pages"], file=sys.stderr)
    if material["file"]:
        print(material["file"])')
curl -sS --fail-with-body -o "$SCANS/received.pdf" -H "Authorization: Bearer $TOKEN" "${API%/api/v1}$FILE"
[ "$(head -c 5 "$SCANS/received.pdf")" = "%PDF-" ]

echo "$NO"
