#!/usr/bin/env bash
# One case through a department's whole part, with curl. docs/how-to/department-by-curl.md tells it step by step.
#
#   ONEWINDOW_SECRET=… docs/how-to/department.sh
#
# ONEWINDOW_CASE names the case to take; otherwise it is the first that waits. ONEWINDOW_URL is where the platform is.
. "$(dirname "$0")/common.sh"

SYSTEM="${ONEWINDOW_SYSTEM:-scjg-approval}"
SECRET="${ONEWINDOW_SECRET:?is what \"onewindow system add\" printed}"
REVIEWER=zhao DECIDER=sun ITEM=shipin-jingying

# act PERSON PATH BODY: a POST as this person, with a key of its own
act() { post_as "$1" "$(new_key)" "$2" -H "Content-Type: application/json" -d "$3"; }

# follow POSITION: every event after it that is the department's, one a line, and at last where the feed stands
follow() {
  local at=$1 answer next
  while :; do
    answer=$(read_api "events?after=$at")
    printf '%s' "$answer" | python3 -c '
import json, sys
for event in json.load(sys.stdin)["items"]:
    print(event["position"], event["case"], event["thing"]["kind"], event["verb"])'
    next=$(pick next "$answer")
    [ "$next" = "$at" ] && break
    at=$next
  done
  echo "at $at"
}

say "1. a token, good for an hour"
sign_in "$SYSTEM" "$SECRET"
read_api system

say "2. where the feed of events stands"
SINCE=$(follow -1 | tail -1 | cut -d' ' -f2)
echo "position $SINCE"

say "3. a case that waits for acceptance"
NO=${ONEWINDOW_CASE:-$(read_api "cases?stage=received&item=$ITEM" | python3 -c '
import json, sys
print(*[line["no"] for line in json.load(sys.stdin)["items"] if not line["waiting"]][:1])')}
if [ -z "$NO" ]; then
  echo "No case of $ITEM waits for acceptance any more: take one in with docs/how-to/window.sh." >&2
  exit 1
fi
echo "case $NO"

say "4. what the applicant handed in, the clocks, and what $REVIEWER may do"
read_api "cases/$NO" -H "OneWindow-Acting: $REVIEWER" | python3 -c '
import json, sys
case = json.load(sys.stdin)
print(case["applicant"], case["matter"], case["stage_label"])
for material in case["materials"]:
    print(" ", material["name"], material["state_label"])
for clock in case["clocks"]:
    print(" ", clock["label"], clock["words"], *clock["why"])
for step in case["steps"]:
    print(" ", "POST", step["href"], step["label"], step["why_not"])'

say "5. sheets of papers that wait for a signature"
for SHEET in $(read_api "material-sheets?stage=handed" | python3 -c '
import json, sys
print(*(line["no"] for line in json.load(sys.stdin)["items"]))'); do
  act "$REVIEWER" "material-sheets/$SHEET/signature" '{"missing": []}'
done

say "6. acceptance (受理)"
act "$REVIEWER" "cases/$NO/acceptance" '{}'

say "7. the reviewer's opinion (审查意见)"
act "$REVIEWER" "cases/$NO/proposal" '{"verdict": "grant", "opinion": "申请材料齐全，符合许可条件，拟准予许可。"}'

say "8. the decision, by another person (决定)"
act "$DECIDER" "cases/$NO/decision" '{"verdict": "grant", "reasons": "符合许可条件，准予许可。"}'

say "9. the results, as the application says (制作结果)"
act "$REVIEWER" "cases/$NO/results" '{}'

say "10. to the issuance counter, on a sheet (移交出件窗口)"
RESULTS=$(read_api "cases/$NO" | python3 -c '
import json, sys
print(json.dumps({"results": [one["id"] for one in json.load(sys.stdin)["results"]]}))')
act "$REVIEWER" "result-sheets" "$RESULTS"

say "11. what the feed says of it (positions are given about once a second)"
for _ in 1 2 3 4 5 6 7 8 9 10; do
  EVENTS=$(follow "$SINCE")
  case "$EVENTS" in *" result list"*) break ;; esac
  sleep 1
done
printf '%s\n' "$EVENTS" | grep "$NO"

ANSWER=$(read_api "cases/$NO")
say "case $NO is $(pick stage_label "$ANSWER"); its results are on their way to the counter"
