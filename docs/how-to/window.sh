#!/usr/bin/env bash
# One intake with its scans, with curl, as a window's own system sends it. docs/how-to/department-by-curl.md tells it.
#
#   ONEWINDOW_SECRET=… docs/how-to/window.sh
#
# The last line on standard output is the number of the case. ONEWINDOW_URL is where the platform is.
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/common.sh"

SYSTEM="${ONEWINDOW_SYSTEM:-lj-hall-window}"
SECRET="${ONEWINDOW_SECRET:?is what \"onewindow system add\" printed}"
CLERK=wang

say "1. a token, good for an hour"
sign_in "$SYSTEM" "$SECRET"

say "2. a scan: any JPEG, PNG or PDF would do"
SCANS=$(mktemp -d)
trap 'rm -r "$SCANS"' EXIT
printf %s iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGM4wMQAAAJIAMOA19R5AAAAAElFTkSuQmCC \
  | python3 -c 'import base64, sys; sys.stdout.buffer.write(base64.b64decode(sys.stdin.read()))' >"$SCANS/平面图.png"

# The same key for the second sending: that is how an answer that did not come is asked for again.
KEY=$(new_key)
take_in() {
  post_as "$CLERK" "$KEY" cases \
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
CASE=$(read_api "cases/$NO")
FILE=$(printf '%s' "$CASE" | python3 -c '
import json, sys
for material in json.load(sys.stdin)["materials"]:
    print(" ", material["name"], material["state_label"], material["pages"], file=sys.stderr)
    if material["file"]:
        print(material["file"])')
curl -sS --fail-with-body -o "$SCANS/received.pdf" -H "Authorization: Bearer $TOKEN" "${API%/api/v1}$FILE"
[ "$(head -c 5 "$SCANS/received.pdf")" = "%PDF-" ]

echo "$NO"
