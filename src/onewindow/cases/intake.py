"""What the clerk found at the window, and whether it is enough to take the matter in (收件)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from onewindow.cases.form_values import PHONE, form_findings
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Finding, Refusal
from onewindow.people.register import PartyFacts


@dataclass(frozen=True)
class Line:
    """One line of the material grid as the clerk left it."""

    material: str
    state: str
    originals: int = 0
    copies: int = 0
    pages: int = 0
    note: str = ""
    """Why it is defective, or the agency's confirmation on the spot (经部门确认)."""
    checked: tuple[int, ...] = ()
    held: UUID | None = None
    """The evidence already held that makes it exempt (免交)."""
    upload: bytes = b""
    upload_type: str = ""


@dataclass(frozen=True)
class Intake:
    """Everything the window hands to the command."""

    edition: Edition
    party: PartyFacts
    answers: dict[str, str]
    lines: tuple[Line, ...]
    form: dict[str, str]
    contact: str = ""
    contact_phone: str = ""
    agent: dict[str, str] = field(default_factory=dict)
    return_by: str = "window"
    post_address: str = ""
    channel: str = "window"
    commitment_signed: bool = False
    green_ground: str = ""
    faults: tuple[Finding, ...] = ()
    """What the door found wrong before: numbers that cannot be, files that cannot be kept."""

    @property
    def guide(self) -> schema.Edition:
        return self.edition.guide


def check(intake: Intake) -> None:
    """Refuse with everything that is wrong at once (一次性告知), in the words of the window.

    Raises Refusal `intake-incomplete` (422) with a finding for each fault.
    """
    findings = [*intake.faults, *_party(intake), *_answers(intake), *_materials(intake)]
    findings += [*form_findings(intake.guide, intake.form), *_return(intake)]
    if findings:
        raise Refusal(
            "intake-incomplete",
            f"还有 {len(findings)} 处需要处理，处理后才能收件。",
            status=422,
            findings=findings,
        )


def _party(intake: Intake) -> Iterator[Finding]:
    party = intake.party
    if not party.name.strip():
        yield Finding("party.name", "请填写申请人姓名或名称。")
    if not party.phone.strip():
        yield Finding("party.phone", "请填写申请人联系电话，以便告知补正和取件。")
    elif not PHONE.fullmatch(party.phone):
        yield Finding("party.phone", "申请人联系电话请填写 11 位手机号或带区号的电话。")
    yield from audience_findings(intake.guide, party.kind)
    if intake.agent and not (
        intake.agent.get("name") and intake.agent.get("number") and intake.agent.get("mandate")
    ):
        yield Finding("agent", "代理人须填写姓名、身份证号码，并核验授权委托书。")


def audience_findings(guide: schema.Edition, kind: str) -> Iterator[Finding]:
    """Whether the item is open to a party of this kind; an empty kind is not known yet."""
    if kind and guide.audience not in {"both", kind}:
        yield Finding(
            "party.kind", f"本事项面向{'个人' if guide.audience == 'person' else '企业和组织'}办理。"
        )


def _answers(intake: Intake) -> Iterator[Finding]:
    for situation in intake.guide.questions(intake.answers):
        if intake.answers.get(situation.id) not in {answer.id for answer in situation.answers}:
            yield Finding(f"answers.{situation.id}", f"请选择：{situation.question}")


def _materials(intake: Intake) -> Iterator[Finding]:
    asked = intake.guide.requirements(intake.answers)
    lines = {line.material: line for line in intake.lines}
    for material in asked:
        line = lines.get(material.id)
        if line is None or line.state == "missing":
            if material.is_required:
                remedy = "可选择容缺受理" if material.deferrable else "补齐后再收件"
                yield Finding(f"material.{material.id}", f"缺少《{material.name}》，{remedy}。")
        else:
            yield from _line(material, line, intake)
    yield from _strangers(lines.values(), {material.id for material in asked})


def _line(material: schema.Material, line: Line, intake: Intake) -> Iterator[Finding]:
    where = f"material.{material.id}"
    if line.state == "deferred":
        if not material.deferrable:
            yield Finding(where, f"《{material.name}》不在可容缺范围内，不能容缺受理。")
        elif not intake.commitment_signed:
            yield Finding(where, f"容缺《{material.name}》须由申请人签署容缺受理承诺书。")
    elif line.state == "defective" and len(line.note.strip()) < 4:
        yield Finding(where, f"《{material.name}》有瑕疵：请更正，或写明经部门哪位同志确认可收。")
    elif line.state == "held" and line.held is None:
        yield Finding(where, f"平台没有可免交的《{material.name}》，请收取材料。")
    elif line.state == "copy" and material.form == "original":
        yield Finding(where, f"《{material.name}》须核验原件，只有复印件不能收件。")


def _strangers(lines: Iterable[Line], asked: set[str]) -> Iterator[Finding]:
    for line in lines:
        if line.material not in asked and line.state != "missing":
            yield Finding(f"material.{line.material}", "清单中未列的材料不得要求申请人提供。")


def _return(intake: Intake) -> Iterator[Finding]:
    if intake.return_by not in intake.guide.delivery:
        yield Finding("return_by", "本事项不提供这种领取方式。")
    if intake.return_by == "post" and len(intake.post_address.strip()) < 8:
        yield Finding("post_address", "邮寄送达请填写完整的收件地址。")
