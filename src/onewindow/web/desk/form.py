"""The form of an edition as the desk shows it: what the party's record answers is not asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from onewindow.cases.models import Case
from onewindow.catalogue import schema
from onewindow.core.refusal import Finding
from onewindow.web.desk.party import TYPED, Applicant
from onewindow.web.desk.typed import text

STRIP = {"id_no": "number", **{name: name for name in TYPED}}
"""What a form may take over from the party strip: {from_party: its field}."""
DERIVED = frozenset({"sex", "birth_date"})


@dataclass(frozen=True)
class FormLine:
    """One field of the form; a followed one takes its value from the applicant unless something is typed."""

    field: schema.FormField
    typed: str
    value: str
    follows: bool
    error: str = ""

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def input_type(self) -> str:
        return {"date": "date", "phone": "tel"}.get(self.field.type, "text")

    @property
    def input_mode(self) -> str:
        return {"number": "decimal", "money": "decimal", "phone": "tel"}.get(self.field.type, "")


def form_lines(
    guide: schema.Edition, post: QueryDict, applicant: Applicant, findings: Sequence[Finding]
) -> list[FormLine]:
    """Every field with its value as it would be taken in now."""
    errors = {finding.field: finding.message for finding in findings}
    return [_line(one, post, applicant, errors.get(f"form.{one.id}", "")) for one in guide.form]


def _line(one: schema.FormField, post: QueryDict, applicant: Applicant, error: str) -> FormLine:
    typed = text(post, f"form.{one.id}")
    follows = does_follow(one, applicant)
    known = applicant.values.get(one.from_party or "", "") if follows else ""
    return FormLine(one, typed, typed or known, follows, error)


def does_follow(one: schema.FormField, applicant: Applicant) -> bool:
    """Whether the party strip answers this field."""
    if one.from_party == "legal_person" and applicant.is_person:
        return False
    return one.from_party in STRIP or one.from_party in DERIVED


def placed(guide: schema.Edition, applicant: Applicant, findings: Sequence[Finding]) -> list[Finding]:
    """The findings at the fields where the person can put them right, each place named once."""
    follows = {f"form.{one.id}": STRIP.get(one.from_party or "", "number")
               for one in guide.form if does_follow(one, applicant)}  # fmt: skip
    found: dict[str, Finding] = {}
    for number, finding in enumerate(findings):
        where = finding.field
        if where in follows:
            where = f"party.{follows[where]}"
        elif where.startswith("material."):
            where = "state-" + where.removeprefix("material.")
        elif where == "party.kind":
            where = "party.number"
        found.setdefault(where or f"whole {number}", Finding(where, finding.message))
    return list(found.values())


def fill_from_before(post: QueryDict, guide: schema.Edition, applicant: Applicant) -> None:
    """Put into empty fields what the party's record or its last case of this item says (not asked again)."""
    before = _last_form(guide, applicant)
    for one in guide.form:
        name = f"form.{one.id}"
        if not post.get(name) and not does_follow(one, applicant):
            post[name] = applicant.known.get(one.from_party or "", "") or before.get(one.id, "")


def _last_form(guide: schema.Edition, applicant: Applicant) -> dict[str, str]:
    if applicant.party is None:
        return {}
    case = (
        Case.objects.whole()
        .filter(application__party=applicant.party, edition__slug=guide.slug)
        .order_by("-received_at")
        .first()
    )
    form: dict[str, str] = case.application.facts()["form"] if case else {}
    return form
