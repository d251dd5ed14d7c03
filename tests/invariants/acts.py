"""What may be done next in a random life: one act a command, with a random thing and a random actor."""

from __future__ import annotations

from tests.invariants import acts_on_cases as cases
from tests.invariants import acts_on_lists as lists
from tests.invariants import acts_on_register as register
from tests.invariants import acts_on_things as things
from tests.invariants.drawing import Act

LIKELY = {
    "receive": 4, "accept": 9, "refuse": 1, "issue supplement": 4, "serve": 6, "supply": 4, "supply deferred": 3,
    "propose": 7, "decide": 7, "start special": 3, "end special": 3, "ask extension": 2, "rule on extension": 2,
    "withdraw": 1, "open sheet": 5, "cancel sheet": 1, "sign sheet": 5, "send back": 2, "give back": 2,
    "make result": 7, "send results": 7, "receive results": 7, "correct result": 4, "hand out": 4, "post": 3,
    "mail returned": 1, "confirm post": 3, "return receipt": 5, "archive": 5, "explain card": 2, "rule on card": 2,
    "urge": 1, "answer urging": 2, "end urging": 1, "print": 1,
    "deputise": 5, "revise list": 2, "edit list": 1, "submit list": 3, "publish list": 4, "turn list": 1, "change shared": 2,
    "answer change": 2, "begin bundle": 1, "edit bundle": 1, "submit bundle": 1, "publish bundle": 3, "turn bundle": 1, "ask for power": 4, "answer request": 3,
    "end delegation": 1,
    "apply": 4, "bring over": 1, "decide on body": 5, "turn body": 2, "engage": 4, "end engagement": 3, "rate": 3,
}  # fmt: skip
"""How often each act is tried, in proportion; a fifth of all is drawn evenly."""

ACTS: dict[str, Act] = {
    name: Act(name, take)
    for name, take in {
        "receive": cases.take_in, "accept": cases.accept_case, "refuse": cases.refuse, "issue supplement": cases.issue, "serve": cases.serve,
        "supply": cases.supply_asked, "supply deferred": cases.supply_promised, "propose": cases.propose_verdict, "decide": cases.decide_case,
        "start special": cases.start, "end special": cases.end, "ask extension": cases.extend, "rule on extension": cases.rule_on_asked,
        "withdraw": cases.withdraw_case, "open sheet": things.open_material_sheet, "cancel sheet": things.cancel_material_sheet, "sign sheet": things.sign_material_sheet,
        "send back": things.send_papers_back, "give back": things.give_papers_back, "make result": things.make, "send results": things.send,
        "receive results": things.receive_made, "correct result": things.correct, "hand out": things.hand_out_made, "post": things.post_out,
        "mail returned": things.mail_came_back, "confirm post": things.confirm, "return receipt": things.return_receipts,
        "archive": things.archive_case, "explain card": things.explain, "rule on card": things.rule, "urge": things.urge_on, "answer urging": things.answer,
        "end urging": things.end_urged, "print": things.print_out, "deputise": lists.deputise, "revise list": lists.revise_list,
        "edit list": lists.edit_list, "submit list": lists.submit_list, "publish list": lists.publish_list,
        "turn list": lists.turn_list, "change shared": lists.change_shared, "answer change": lists.answer_change, "begin bundle": lists.begin_bundle, "edit bundle": lists.edit_bundle,
        "submit bundle": lists.submit_bundle, "publish bundle": lists.publish_bundle, "turn bundle": lists.turn_bundle,
        "ask for power": lists.ask_for_power, "answer request": lists.answer_request,
        "end delegation": lists.end_delegation, "apply": register.apply, "bring over": register.bring_over,
        "decide on body": register.decide_on_body, "turn body": register.turn_body, "engage": register.engage,
        "end engagement": register.end_engagement, "rate": register.rate,
    }.items()
}  # fmt: skip
