"""What halls and agencies do every working day: hand over papers, relay notices, bring and receive results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onewindow.cases.commands.serve import serve_notice
from onewindow.config.demo.acts.counter import shelf_of
from onewindow.config.demo.scene import Cast, Scene
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.handover.listing import batches
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.supervision.commands.answer import explain_card, rule_on_card
from onewindow.supervision.models import Card

Then = Callable[[datetime], None]
Explanations = Mapping[str, Mapping[str, Sequence[str]]]
A_DAY = timedelta(days=1)
THREE_DAYS = timedelta(days=3)
SIGNING = timedelta(minutes=12)
COMPARING = timedelta(minutes=35)
HALLS = ("lj-hall", "jz-hall", "wj-hall")
METHODS = ("electronic", "electronic", "window")


@dataclass
class Rounds:
    """`taken` are the plots already taken in, by case number; `later` puts what follows into the day's course."""

    cast: Cast
    taken: Mapping[str, Scene]
    later: Callable[[datetime, Then], None]
    explanations: Explanations
    """What is written when a card fell, by clock and level."""

    @property
    def hours(self) -> tuple[tuple[str, Then], ...]:
        """When each round is made on every working day."""
        return (
            ("10:40", self.explain),
            ("11:20", self.relay),
            ("11:45", self.hand_over),
            ("15:10", self.rule),
            ("15:40", self.bring),
            ("16:40", self.relay),
            ("16:44", self.hand_over),
        )  # fmt: skip

    def hand_over(self, at: datetime) -> None:
        """The papers of each agency go on a sheet, and the agency signs for them a little later."""
        for hall in HALLS:
            clerk = self.cast.role("clerk", hall=hall)
            by_agency: dict[str, list[str]] = defaultdict(list)
            for batch in batches(hall, at):
                by_agency[batch.agency_code] += [
                    p.barcode for p in batch.papers if not self._kept(p.case.no, "papers")
                ]
            for agency, barcodes in by_agency.items():
                if barcodes:
                    sheet = open_sheet(barcodes, by=clerk, at=at)["sheet"]
                    self.later(at + SIGNING, self._sign(sheet, agency))

    def _sign(self, sheet: str, agency: str) -> Then:
        def sign(at: datetime) -> None:
            sign_sheet(sheet, by=self.cast.role("reviewer", agency=agency), at=at)

        return sign

    def relay(self, at: datetime) -> None:
        """Agencies' notices are sent to the applicant, or handed over at the window."""
        waiting = Document.objects.filter(stage="to_serve", case_id__isnull=False).order_by("made_at", "id")
        for place, document in enumerate(waiting):
            if self._kept(document.case_no, "notices"):
                continue
            clerk = self.cast.role("clerk", hall=document.hall_code)
            receiver, method = self.taken[document.case_no].receiver, METHODS[place % len(METHODS)]
            serve_notice(str(document.id), method=method, receiver=receiver, by=clerk, at=at)

    def bring(self, at: datetime) -> None:
        """Agencies bring what they made to the counter of its hall, which compares it and signs."""
        made: dict[tuple[str, str, bool], list[Result]] = defaultdict(list)
        for result in Result.objects.filter(stage="made").select_related("case").order_by("no"):
            if not self._kept(result.case.no, "results"):
                made[result.agency_code, result.hall_code, self._kept(result.case.no, "sheets")].append(
                    result
                )
        for (agency, hall, stays), results in made.items():
            by = self.cast.role("reviewer", agency=agency)
            sheet = send_results([result.id for result in results], by=by, at=at)["sheet"]
            if not stays:
                self.later(at + COMPARING, self._compare(sheet, hall))

    def _compare(self, sheet_no: str, hall: str) -> Then:
        def compare(at: datetime) -> None:
            results = list(Sheet.objects.get(no=sheet_no).results.select_related("case").order_by("no"))
            wrong = {r.id: self.taken[r.case.no].script.mismatch for r in results if not r.mismatch}
            receive_results(
                sheet_no,
                {key: labels for key, labels in wrong.items() if labels},
                shelf=shelf_of(results[0].case.no),
                by=self.cast.role("issuer", hall=hall),
                at=at,
            )

        return compare

    def explain(self, at: datetime) -> None:
        """Whose clock it was says why each card fell that is a day old."""
        fallen = Card.objects.filter(stage="fallen", fell_at__lt=at - A_DAY).select_related("case", "clock")
        for place, card in enumerate(fallen.order_by("fell_at", "id")):
            words = self.explanations[card.clock.name][card.level]
            if card.case is not None and not self._kept(card.case.no, "cards"):
                by = self.cast.responsible(
                    card.clock.kind.owner, agency=card.agency_code, hall=card.hall_code
                )
                explain_card(card.id, text=words[place % len(words)], by=by, at=at)

    def rule(self, at: datetime) -> None:
        """The supervisor lifts the explained cards of clocks that were met in time, and upholds the others."""
        by = self.cast.role("supervisor")
        explained = Card.objects.filter(stage="explained", fell_at__lt=at - THREE_DAYS).select_related(
            "case", "clock"
        )
        settled = explained.exclude(clock__state__in=("running", "paused")).order_by("fell_at", "id")
        for place, card in enumerate(settled):
            lift = card.clock.state in {"met", "cancelled"}
            words = self.explanations["ruling"]["lift" if lift else "uphold"]
            if card.case is not None and not self._kept(card.case.no, "cards"):
                rule_on_card(card.id, lift=lift, text=words[place % len(words)], by=by, at=at)

    def _kept(self, no: str, what: str) -> bool:
        return no in self.taken and what in self.taken[no].script.keep
