"""One intake as it stands on the desk: what was typed, what is known, what is asked, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.http import QueryDict

from onewindow.cases.intake import Intake, audience_findings
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local
from onewindow.core.numbers import citizen_id
from onewindow.core.numbers.fault import NumberFault, as_typed
from onewindow.core.refusal import Finding
from onewindow.evidence.models import Evidence
from onewindow.web.desk.drafts import Draft
from onewindow.web.desk.form import FormLine, form_lines
from onewindow.web.desk.grid import Found, Row, rows_of
from onewindow.web.desk.lines import grid_findings, lines_of
from onewindow.web.desk.party import KEPT_FROM_FORM, Applicant, read_applicant
from onewindow.web.desk.typed import text

CUT = Finding("", "表单没有传完整，可能是网络中断。您填写的内容还在，请再提交一次。")
LONGEST = {"agent.name": 60, "agent.phone": 20, "green": 120, "post_address": 200}


@dataclass
class Entry:
    """Everything the page shows and the command needs; made from one POST or one draft."""

    edition: Edition
    post: QueryDict
    draft: Draft
    at: datetime
    file_findings: Sequence[Finding] = ()

    @property
    def guide(self) -> schema.Edition:
        return self.edition.guide

    @cached_property
    def applicant(self) -> Applicant:
        found = read_applicant(self.post, self.guide, local(self.at).date())
        found.more = {
            one.from_party: value
            for one in self.guide.form
            if one.from_party in KEPT_FROM_FORM and (value := text(self.post, f"form.{one.id}"))
        }
        return found

    @property
    def party_findings(self) -> list[Finding]:
        """What is wrong with the applicant as far as the number alone tells."""
        return [*self.applicant.findings, *audience_findings(self.guide, self.applicant.kind)]

    @property
    def answers(self) -> dict[str, str]:
        return self.guide.kept(
            {one.id: self.post.get(f"answers.{one.id}", "") for one in self.guide.situations}
        )

    @property
    def asked(self) -> list[schema.Material]:
        return self.guide.requirements(self.answers)

    @cached_property
    def found(self) -> Found:
        return Found(self.post, self._held(), self.draft.files())

    def _held(self) -> dict[str, Evidence]:
        """What the platform has of this party and may use instead of asking again, by material key."""
        party = self.applicant.party
        return Evidence.objects.newest_held(party.id, local(self.at).date()) if party else {}

    @property
    def agent(self) -> dict[str, str]:
        """Who acts for the applicant (代理); empty when the applicant came."""
        given = {name: text(self.post, f"agent.{name}") for name in ("name", "number", "phone")}
        if not any(given.values()):
            return {}
        seen = "授权委托书已核验" if self.post.get("agent.mandate") else ""
        given |= {"number": as_typed(given["number"]), "mandate": seen}
        return {name: value for name, value in given.items() if value}

    @property
    def title(self) -> str:
        return " · ".join(part for part in (self.applicant.value("name"), self.guide.name) if part)

    def rows(self, findings: Sequence[Finding]) -> list[Row]:
        return rows_of(self.asked, self.found, findings=findings, at=self.at)

    def form_lines(self, findings: Sequence[Finding]) -> list[FormLine]:
        return form_lines(self.guide, self.post, self.applicant, findings)

    def intake(self) -> Intake:
        """What the clerk hands to the command, with all that the door found wrong."""
        agent, return_by = self.agent, self.post.get("return_by", self.guide.delivery[0])
        return Intake(
            edition=self.edition, party=self.applicant.facts, answers=self.answers,
            lines=lines_of(self.asked, self.found, self.draft.uploads),
            form={line.field.id: line.value for line in self.form_lines(())},
            contact=agent.get("name", ""), contact_phone=agent.get("phone", ""), agent=agent, return_by=return_by,
            post_address=text(self.post, "post_address") if return_by == "post" else "",
            commitment_signed=bool(self.post.get("commitment")), green_ground=text(self.post, "green"),
            faults=tuple(self._faults()),
        )  # fmt: skip

    def _faults(self) -> Iterator[Finding]:
        if not self.post.get("end"):
            yield CUT
        yield from self.applicant.findings
        yield from self._agent_fault()
        yield from self.file_findings
        yield from grid_findings(self.asked, self.found)
        for name, most in LONGEST.items():
            if (length := len(text(self.post, name))) > most:
                yield Finding(name, f"这一项最多 {most} 个字，现有 {length} 个字。")

    def _agent_fault(self) -> Iterator[Finding]:
        if not self.agent.get("number"):
            return
        try:
            citizen_id.check(self.agent["number"], on=local(self.at).date(), demo=settings.DEMO)
        except NumberFault as fault:
            yield Finding("agent.number", f"代理人：{fault.message}")
