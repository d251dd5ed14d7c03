"""Who may call which command on what. A command without a row fails the build; the lives say who, not this table.

A row names the steps that the command takes. Who may call it is read from the lives: the roles that may take
all of them. `only` narrows that where one verb serves several commands; `instant` are roles that may only
where the matter is an instant one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from onewindow.core.lives import BY_NAME

HALL, AGENCY, DIVISION = "own hall", "own agency", "own division"
WINDOW, CLOCK, OPERATOR, APPLICANT = "own window", "system clock", "operator", "applicant"
WITHOUT_A_POST = frozenset({CLOCK, OPERATOR, APPLICANT})
"""Reaches of what nobody calls through a post."""
SEATS: dict[str, str] = {
    "clerk": HALL,
    "issuer": HALL,
    "manager": HALL,
    "reviewer": AGENCY,
    "decider": AGENCY,
    "head": AGENCY,
    "supervisor": DIVISION,
    "administrator": DIVISION,
}
"""What a thing must belong to for a post of this role to reach it; everything else does not exist for the post."""


@dataclass(frozen=True)
class Command:
    """One row. `reach` says what stands for the seat of the role: the window itself, or no post at all."""

    steps: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    instant: frozenset[str] = frozenset()
    reach: str = ""

    @property
    def able(self) -> frozenset[str]:
        """The roles that may take every step of the command, by the lives."""
        takers = [frozenset(BY_NAME[life].step(verb).by) for life, verb in map(_split, self.steps)]
        return reduce(frozenset.intersection, takers) - {"system", "applicant"} if takers else frozenset()

    @property
    def roles(self) -> frozenset[str]:
        return self.able & self.only if self.only else self.able

    def relation(self, role: str) -> str:
        """What the thing must be to a post of this role."""
        return self.reach or SEATS[role]


def _split(step: str) -> tuple[str, str]:
    life, verb = step.split(".")
    return life, verb


def _takes(*steps: str, only: str = "", instant: str = "", reach: str = "") -> Command:
    return Command(steps, frozenset(only.split()), frozenset(instant.split()), reach)


BY_THE_CLOCK = Command(reach=CLOCK)
"""What the law or a calendar lets happen; called by the worker, and by nobody's post."""
BY_THE_OPERATOR = Command(reach=OPERATOR)
"""Called at the command line of the installation."""

BY_THE_APPLICANT = Command(reach=APPLICANT)
"""Called by whoever proved to be the applicant of the thing, by its number and query code."""

COMMANDS: dict[str, Command] = {
    "cases.commands.receive.receive": _takes("application.bring", "case.receive", reach=WINDOW),
    "cases.commands.accept.accept": _takes("case.accept", only="reviewer"),
    "cases.commands.refuse_acceptance.refuse_acceptance": _takes("case.refuse_acceptance"),
    "cases.commands.supplement.issue_supplement": _takes("supplement.issue"),
    "cases.commands.serve.serve_notice": _takes("notice.serve"),
    "cases.commands.supply.supply": _takes("supplement.supply"),
    "cases.commands.supply.supply_deferred": _takes("deferral.supply"),
    "cases.commands.special.start_special": _takes("special_procedure.start"),
    "cases.commands.special.end_special": _takes("special_procedure.end"),
    "cases.commands.extend.request_extension": _takes("extension.request"),
    "cases.commands.extend.rule_on_extension": _takes("extension.approve", "extension.reject"),
    "cases.commands.decide.propose": _takes("case.propose"),
    "cases.commands.decide.decide": _takes("case.decide", only="decider head"),
    "cases.commands.repin.repin": _takes("case.repin"),
    "cases.commands.ending.withdraw": _takes("case.withdraw"),
    "cases.commands.lapse.lapse_answer": BY_THE_CLOCK,
    "cases.commands.lapse.lapse_request": BY_THE_CLOCK,
    "cases.commands.recompute.recompute": BY_THE_CLOCK,
    "handover.commands.material_sheet.open_sheet": _takes("sheet.open", "sheet.hand", "paper.list"),
    "handover.commands.material_sheet.cancel_sheet": _takes("sheet.cancel", "paper.unlist"),
    "handover.commands.material_sheet.sign_sheet": _takes("sheet.sign", "paper.sign_over"),
    "handover.commands.give_back.send_back": _takes("paper.send_back"),
    "handover.commands.give_back.give_back": _takes("paper.give_back"),
    "issuance.commands.instant.complete_instant": _takes(
        "application.bring", "case.receive", "case.accept", "case.decide", "result.release", reach=WINDOW
    ),
    "issuance.commands.make.make_result": _takes("result.make", only="reviewer decider"),
    "issuance.commands.make.correct_result": _takes("result.correct"),
    "issuance.commands.result_sheet.send_results": _takes("sheet.open", "sheet.hand", "result.list"),
    "issuance.commands.result_sheet.receive_results": _takes("sheet.sign", "result.receive", "result.reject"),
    "issuance.commands.deliver.hand_out": _takes("delivery.hand_out", "result.issue", instant="clerk"),
    "issuance.commands.deliver.post": _takes("delivery.post", "result.issue"),
    "issuance.commands.deliver.post_batch": _takes("delivery.post", "result.issue"),
    "issuance.commands.deliver.mail_returned": _takes("delivery.come_back", "result.come_back"),
    "issuance.commands.deliver.confirm_post": _takes("delivery.confirm"),
    "issuance.commands.deliver.return_receipt": _takes("delivery.return_receipt"),
    "issuance.commands.deliver.archive": _takes("delivery.archive"),
    "supervision.commands.answer.explain_card": _takes("card.explain"),
    "supervision.commands.answer.rule_on_card": _takes("card.uphold", "card.lift"),
    "supervision.commands.answer.urge": _takes("urging.send"),
    "supervision.commands.answer.answer_urging": _takes("urging.answer"),
    "supervision.commands.answer.end_urging": _takes("urging.end"),
    "supervision.commands.fall.sweep": BY_THE_CLOCK,
    "people.commands.grant_post.grant_post": _takes("appointment.grant"),
    "people.commands.grant_post.end_post": _takes("appointment.end"),
    "people.commands.appoint_deputy.appoint_deputy": _takes("appointment.deputise"),
    "people.commands.appoint_deputy.revoke_deputy": _takes("appointment.revoke"),
    "documents.commands.print.pdf_of": BY_THE_CLOCK,
    "catalogue.commands.drafting.claim": _takes("edition.claim"),
    "catalogue.commands.copying.copy": _takes("edition.copy"),
    "catalogue.commands.drafting.begin": _takes("edition.begin"),
    "catalogue.commands.drafting.revise": _takes("edition.revise"),
    "catalogue.commands.drafting.edit": _takes("edition.edit"),
    "catalogue.commands.drafting.edit_and_submit": _takes("edition.edit", "edition.submit"),
    "catalogue.commands.drafting.submit": _takes("edition.submit"),
    "catalogue.commands.drafting.discard": _takes("edition.discard"),
    "catalogue.commands.bringing.bring_in": _takes("edition.begin", "edition.revise", "edition.edit"),
    "catalogue.commands.sharing.propose": _takes("library_change.propose"),
    "catalogue.commands.sharing.withdraw": _takes("library_change.withdraw"),
    "catalogue.commands.sharing.adopt": _takes("library_change.adopt"),
    "catalogue.commands.sharing.refuse": _takes("library_change.refuse"),
    "catalogue.commands.reviewing.publish": _takes("edition.publish"),
    "catalogue.commands.reviewing.return_": _takes("edition.return"),
    "catalogue.commands.reviewing.suspend": _takes("edition.suspend"),
    "catalogue.commands.reviewing.resume": _takes("edition.resume"),
    "catalogue.commands.reviewing.withdraw": _takes("edition.withdraw"),
    "catalogue.commands.loading.load": BY_THE_OPERATOR,
    "catalogue.commands.importing.import_editions": BY_THE_OPERATOR,
    "catalogue.commands.receiving.import_documents": BY_THE_OPERATOR,
    "catalogue.commands.stocking.load_library": BY_THE_OPERATOR,
    "bundles.commands.composing.begin": _takes("bundle.begin"),
    "bundles.commands.composing.revise": _takes("bundle.begin"),
    "bundles.commands.composing.edit": _takes("bundle.edit"),
    "bundles.commands.composing.submit": _takes("bundle.submit"),
    "bundles.commands.composing.discard": _takes("bundle.discard"),
    "bundles.commands.rolling_out.publish": _takes("bundle.publish"),
    "bundles.commands.rolling_out.return_": _takes("bundle.return"),
    "bundles.commands.rolling_out.suspend": _takes("bundle.suspend"),
    "bundles.commands.rolling_out.resume": _takes("bundle.resume"),
    "bundles.commands.rolling_out.withdraw": _takes("bundle.withdraw"),
    "bundles.commands.rolling_out.load": BY_THE_OPERATOR,
    "bundles.commands.taking_in.import_bundles": BY_THE_OPERATOR,
    "delegation.commands.asking.ask": _takes("delegation.ask"),
    "delegation.commands.asking.withdraw": _takes("delegation.withdraw"),
    "delegation.commands.granting.grant": _takes("delegation.grant"),
    "delegation.commands.granting.refuse": _takes("delegation.refuse"),
    "delegation.commands.granting.take_back": _takes("delegation.take_back"),
    "batches.commands.sorting.draw_up": _takes("batch.draw_up"),
    "batches.commands.sorting.edit": _takes("batch.edit"),
    "batches.commands.pledging.circulate": _takes("batch.circulate"),
    "batches.commands.pledging.pledge": _takes("batch.pledge"),
    "batches.commands.pledging.return_": _takes("batch.return"),
    "batches.commands.pledging.discard": _takes("batch.discard"),
    "batches.commands.announcing.approve": _takes("batch.approve"),
    "batches.commands.announcing.publish": _takes("batch.publish"),
    "batches.commands.announcing.strike": _takes("batch.strike"),
    "batches.commands.excluding.list_negative": _takes("negative_entry.list"),
    "batches.commands.excluding.remove_negative": _takes("negative_entry.remove"),
    "intermediaries.commands.bringing_over.bring_over": _takes("intermediary.record"),
    "intermediaries.commands.registering.record": _takes("intermediary.record"),
    "intermediaries.commands.registering.register": _takes("intermediary.register"),
    "intermediaries.commands.registering.refuse": _takes("intermediary.refuse"),
    "intermediaries.commands.registering.amend": _takes("intermediary.amend"),
    "intermediaries.commands.supervising.suspend": _takes("intermediary.suspend"),
    "intermediaries.commands.supervising.resume": _takes("intermediary.resume"),
    "intermediaries.commands.supervising.strike_off": _takes("intermediary.strike_off"),
    "intermediaries.commands.engaging.engage": _takes("engagement.engage", reach=WINDOW),
    "intermediaries.commands.engaging.deliver": _takes("engagement.deliver"),
    "intermediaries.commands.engaging.end": _takes("engagement.end"),
    "intermediaries.commands.rating.rate": BY_THE_APPLICANT,
}
"""By dotted path below `onewindow`, in the order of a case's life."""
