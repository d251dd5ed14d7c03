"""For every invariant one edit past the writer that breaks it: rows changed, rows gone, events slipped in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import F

from onewindow.batches.models import Batch
from onewindow.batches.models import Entry as Line
from onewindow.cases.models import Application, Case, Paper, Request, Submission
from onewindow.catalogue.models import Edition
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.handover.models import Sheet
from onewindow.intermediaries.models import Engagement
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Counter, Event, Once
from onewindow.people.models import Party
from onewindow.supervision.models import Card
from onewindow.vault.subjects import lock
from tests.invariants.past_the_writer import NOBODY, copied, edit, slip_in
from tests.invariants.world import World
from tests.stories.conftest import at

Break = Callable[[World], object]
BREAKS: dict[str, Break] = {}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def breaks(code: str, act: Break) -> None:
    BREAKS[code] = act


def clocks(no: str, name: str) -> Any:
    return Clock.objects.filter(case_no=no, name=name)


def requests(no: str, what: str) -> Any:
    return Request.objects.filter(case__no=no, what=what)


def one(rows: Any) -> Any:
    return rows.order_by("pk")[0]


def reseal(rows: Any, **changes: Any) -> None:
    """Other words in a paper than those that were sealed."""
    document = one(rows.select_related("subject"))
    edit(rows, sealed=lock(document.subject, {**document.data(), **changes}))


def _same_number_in_other_brackets(world: World) -> None:
    first, second = Document.objects.filter(kind="acceptance_notice", no__startswith="江市监受").order_by(
        "made_at"
    )[:2]
    edit(Document.objects.filter(pk=second.pk), no=first.no.replace("〔", "[").replace("〕", "]"))


def _on_two_sheets(world: World) -> None:
    sheet = one(Sheet.objects.filter(sort="material", stage="handed"))
    opened = Event.objects.get(thing_kind="sheet", thing_id=sheet.id, verb="open")
    again = copied(Sheet.objects.filter(pk=sheet.id), no="CL990102260311000ZZ")
    Event.objects.create(
        id=uuid7(at(20, 9)), thing_kind="sheet", thing_id=again.pk, version=1, verb="open", at=at(20, 9), by=NOBODY,
        role="clerk", body=opened.body, touches=[], hash="0" * 64,
    )  # fmt: skip


def _listed_twice(world: World) -> None:
    sheet = one(Sheet.objects.filter(sort="material", stage="signed"))
    slip_in(one(Paper.objects.filter(sheet_id=sheet.id)), "list", touches=[f"sheet:{sheet.id}"])


def _number_in_the_journal(world: World) -> None:
    case = world.case("waiting")
    slip_in(case, "noted", body=f'{{"note":"联系电话{case.application.party.facts()["phone"]}"}}')


def _phone_in_a_row(world: World) -> None:
    case = world.case("waiting")
    edit(Case.objects.filter(pk=case.pk), opinion=f"电话 {case.application.party.facts()['phone']} 未接")


def _other_edition(world: World) -> None:
    case = world.case("waiting")
    edit(Case.objects.filter(pk=case.pk), edition=one(Edition.objects.exclude(pk=case.edition_id)))


def _decided_by_the_reviewer(world: World) -> None:
    case = world.case("archived")
    slip_in(case, "decide", by=case.handler, role="decider")


def _ruled_by_who_explained(world: World) -> None:
    card = one(Card.objects.filter(stage="explained"))
    slip_in(card, "uphold", by=card.explainer, role="supervisor")


def _other_words(world: World) -> None:
    notice = one(requests(world.noticed, "supplement"))
    notice.data["defects"][0]["requirement"] = "请另行提供房产证明原件"
    edit(requests(world.noticed, "supplement"), data=notice.data)


def _nothing_runs(world: World) -> None:
    Clock.objects.filter(case_no=world.waiting).update(state="cancelled", stopped_at=at(11, 16))


def _cases(world: World, name: str) -> Any:
    return Case.objects.filter(no=getattr(world, name))


def _journal() -> None:
    breaks("version-head", lambda w: edit(_cases(w, "waiting"), version=F("version") + 1))
    breaks("event-has-thing", lambda w: one(Card.objects.all()).delete())
    breaks("once-has-effect", lambda w: edit(Once.objects.all(), answer={"case": "99010220260311000000"}))
    breaks("stage-is-fold", lambda w: edit(_cases(w, "waiting"), stage="accepted"))
    breaks("sheet-stage-is-fold", lambda w: edit(Sheet.objects.filter(stage="signed"), stage="handed"))
    breaks("step-by-its-role", lambda w: slip_in(w.case("deferred"), "propose", role="clerk"))
    breaks("happened-in-order", lambda w: slip_in(w.case("waiting"), "alerted", at=at(1, 9)))
    breaks("after-close", lambda w: slip_in(w.case("archived"), "propose"))
    breaks("lists-replayed", lambda w: edit(Edition.objects.filter(stage="published"), author_name="别人"))
    breaks("rows-replayed", lambda w: edit(_cases(w, "archived"), handler_name="别人"))
    breaks("sheet-replayed", lambda w: edit(Sheet.objects.filter(stage="signed"), signed_by="别人"))


def _numbers() -> None:
    breaks("number-once", _same_number_in_other_brackets)
    breaks("number-gapless", lambda w: edit(Counter.objects.filter(series="paper"), value=F("value") + 1))
    breaks("number-shape", lambda w: edit(_cases(w, "waiting"), no="99010220260311000" + "00X"))
    breaks("number-tells-truth", lambda w: edit(_cases(w, "waiting"), received_at=at(12, 9)))


def _intake() -> None:
    lines = Submission.objects.all
    breaks("edition-pinned", _other_edition)
    breaks("hall-of-the-guide", lambda w: edit(_cases(w, "waiting"), hall_code="cq-hall"))
    breaks("only-listed-materials", lambda w: edit(lines().filter(case__no=w.waiting), material="tail"))
    breaks("every-material-met", lambda w: edit(lines().filter(case__no=w.waiting), state="deferred"))
    receipts = Document.objects.filter(kind="intake_notice")
    breaks("receipt-lists-intake", lambda w: reseal(receipts.filter(case_no=w.waiting), materials=[]))
    special = Request.objects.filter(what="special_procedure")
    breaks("special-of-the-edition", lambda w: edit(special, data={**one(special).data, "length": 999}))


def _decisions() -> None:
    breaks("decision-after-acceptance", lambda w: edit(_cases(w, "archived"), accepted_at=None))
    breaks("decision-by-another", _decided_by_the_reviewer)
    breaks("duties-apart", _ruled_by_who_explained)
    breaks(
        "deputy-on-record",
        lambda w: slip_in(w.case("waiting"), "urged", body='{"by_name":"杨帆（代孙立）"}'),
    )
    breaks("receiver-apart", lambda w: edit(_cases(w, "archived"), received_by=F("accepted_by")))
    breaks(
        "result-needs-decision", lambda w: edit(Result.objects.filter(case__no=w.archived), made_at=at(2, 9))
    )
    denials = Document.objects.filter(kind="denial_decision")
    breaks("refusal-is-reasoned", lambda w: reseal(denials.filter(case_no=w.denied), reasons=[]))
    breaks("one-notice", lambda w: copied(requests(w.noticed, "supplement")))
    breaks("notice-is-complete", lambda w: edit(requests(w.noticed, "supplement"), data={"defects": []}))
    breaks("silence-accepts", lambda w: edit(_cases(w, "silent"), deemed=False))
    breaks(
        "decision-has-paper",
        lambda w: edit(Document.objects.filter(kind="grant_decision"), kind="paper_labels"),
    )


def _clocks() -> None:
    breaks(
        "clock-due-recomputes", lambda w: edit(clocks(w.waiting, "intake_answer"), due_at=F("due_at") + HOUR)
    )
    breaks("clock-alert-owed", lambda w: edit(clocks(w.waiting, "intake_answer"), next_alert_at=None))
    breaks(
        "no-clock-before-acceptance", lambda w: edit(clocks(w.deferred, "statutory"), started_at=at(11, 9))
    )
    breaks("one-clock-of-a-kind", lambda w: copied(clocks(w.waiting, "intake_answer")))
    breaks("decision-stops-the-law", lambda w: edit(clocks(w.archived, "statutory"), stopped_at=at(9, 9)))
    breaks("limit-of-the-edition", lambda w: edit(clocks(w.paused, "statutory"), amount=F("amount") + 1))
    breaks("promise-within-law", lambda w: edit(clocks(w.deferred, "promised"), amount=900))
    breaks("pause-has-ground", lambda w: edit(clocks(w.paused, "statutory"), pauses=[_groundless(w)]))
    breaks("pause-stands-still", lambda w: edit(clocks(w.paused, "promised"), state="running"))
    breaks("extension-once", lambda w: copied(requests(w.paused, "extension")))
    breaks("stopped-clock-says-so", lambda w: edit(clocks(w.archived, "statutory"), state="late"))
    open_again = {"state": "running", "stopped_at": None}
    breaks("ended-case-runs-nothing", lambda w: edit(clocks(w.refused, "handover"), **open_again))
    breaks("open-case-waits", _nothing_runs)


def _groundless(world: World) -> dict[str, Any]:
    pause: dict[str, Any] = one(clocks(world.paused, "statutory")).pauses[0]
    return {**pause, "basis": ""}


def _cards() -> None:
    overrun = Card.objects.filter(level="red", clock__name="intake_answer")
    breaks("card-once", lambda w: one(overrun.filter(case__no=w.silent)).delete())
    breaks("card-not-early", lambda w: edit(overrun.filter(case__no=w.silent), fell_at=F("fell_at") - DAY))
    breaks("card-owed", lambda w: one(overrun.filter(case__no=w.silent)).delete())
    breaks("card-known-to-clock", lambda w: edit(clocks(w.silent, "intake_answer"), alert=""))
    breaks("card-ruled-by-superior", lambda w: edit(Card.objects.filter(stage="explained"), stage="upheld"))


def _copies() -> None:
    breaks("due-copied", lambda w: edit(_cases(w, "deferred"), due_at=F("due_at") + HOUR))
    breaks("waiting-copied", lambda w: edit(_cases(w, "deferred"), waiting=""))
    breaks("ended-copied", lambda w: edit(_cases(w, "refused"), ended_at=None))
    breaks("verdict-copied", lambda w: edit(_cases(w, "archived"), verdict="deny"))
    breaks("people-copied", lambda w: edit(_cases(w, "archived"), accepted_by=NOBODY))
    applications = Application.objects.all
    breaks(
        "application-ends-with-cases",
        lambda w: edit(applications().filter(cases__no=w.waiting), stage="finished"),
    )


def _requests() -> None:
    breaks("request-ends-with-case", lambda w: edit(_cases(w, "deferred"), stage="terminated"))
    breaks(
        "no-grant-while-deferred",
        lambda w: edit(_cases(w, "deferred"), verdict="grant", decided_at=at(13, 9)),
    )
    breaks("deferral-ends", lambda w: edit(requests(w.deferred, "deferral"), due_at=None))
    breaks(
        "request-on-its-clock", lambda w: edit(requests(w.deferred, "deferral"), due_at=F("due_at") + HOUR)
    )
    breaks("request-has-paper", lambda w: edit(requests(w.noticed, "supplement"), document=None))
    breaks("notice-words-kept", _other_words)
    notices = Document.objects.filter(kind="supplement_notice")
    breaks("served-supplement-was-told", lambda w: edit(notices.filter(case_no=w.noticed), served_at=None))
    breaks("request-ended-copied", lambda w: edit(requests(w.noticed, "supplement"), ended_at=at(12, 9)))


def _papers() -> None:
    papers = Paper.objects.all
    breaks("paper-in-one-place", lambda w: edit(papers().filter(stage="sheet"), stage="window"))
    breaks("paper-on-one-sheet", _on_two_sheets)
    breaks("hand-over-balances", _listed_twice)
    breaks("sheet-signed-by-both", lambda w: edit(Sheet.objects.filter(stage="signed"), signed_by=""))
    breaks("paper-of-the-case", lambda w: edit(papers().filter(case__no=w.waiting), taken_at=at(1, 9)))
    breaks(
        "handover-clock-runs",
        lambda w: edit(clocks(w.waiting, "handover"), state="met", stopped_at=at(11, 12)),
    )
    breaks(
        "filed-whole", lambda w: edit(papers().filter(case__no=w.archived, stage="archive"), stage="agency")
    )


def _results() -> None:
    results, deliveries = Result.objects.all, Delivery.objects.all
    breaks("result-in-one-place", lambda w: edit(results().filter(case__no=w.denied), stage="made"))
    breaks("result-shelved", lambda w: edit(results().filter(case__no=w.archived), shelf=""))
    breaks("closed-when-received", lambda w: edit(results().filter(case__no=w.archived), stage="made"))
    breaks("delivered-with-receipt", lambda w: edit(deliveries().filter(case__no=w.archived), receipt=None))
    breaks("posted-has-number", lambda w: edit(deliveries().filter(case__no=w.archived), tracking_no="EM1CN"))
    stopped = {"state": "met", "stopped_at": at(6, 9)}
    breaks("corrected-in-time", lambda w: edit(clocks(w.correcting, "correction"), **stopped))
    breaks("result-of-the-edition", lambda w: edit(_cases(w, "archived"), result_numbers={}))


def _documents() -> None:
    breaks("document-data", lambda w: edit(Document.objects.filter(case_no=w.waiting), data_hash="0" * 64))
    breaks("document-file", lambda w: edit(Document.objects.exclude(pdf_address=""), pdf_address="0" * 64))
    breaks("evidence-file", lambda w: edit(Evidence.objects.exclude(file_address=""), file_hash="0" * 64))
    breaks("party-index", lambda w: edit(Party.objects.all(), number_index="0" * 64))
    breaks(
        "document-of-the-case", lambda w: edit(Document.objects.filter(stage="served"), served_at=at(1, 9))
    )
    breaks("journal-names-no-number", _number_in_the_journal)
    breaks("rows-name-no-number", _phone_in_a_row)


def _batches() -> None:
    breaks("batch-pledged-and-approved", lambda w: edit(Batch.objects.all(), pledges={}))
    breaks("batch-lines-journaled", lambda w: edit(Line.objects.all(), state="struck"))


def _intermediaries() -> None:
    breaks("engagement-on-its-clock", lambda w: edit(Engagement.objects.all(), days=9))
    breaks("engagement-at-the-published-price", lambda w: edit(Engagement.objects.all(), fee=60_001))


for theme in (
    _journal, _numbers, _intake, _decisions, _clocks, _cards, _copies, _requests, _papers, _results, _documents, _batches,
    _intermediaries,
):  # fmt: skip
    theme()
