"""Parts that many papers share. Texts are printed as they stand; dates and limits are put into words by the template."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from onewindow.core.calendar import SHANGHAI

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,50}$")]
"""A number a scanner reads: ASCII without spaces, at most 50 (GB/T 39046: 办件编号 an..50)."""
Link = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,300}$")]
"""What the QR code carries: a path or an address, percent-encoded."""
Moment = Annotated[
    AwareDatetime,
    PlainSerializer(lambda at: at.astimezone(SHANGHAI).isoformat(timespec="minutes"), return_type=str),
]
"""An aware time, printed in Shanghai time."""
Count = Annotated[int, Field(ge=0)]

Unit = Literal["working_day", "working_hour", "calendar_day", "minute"]
Original = Literal["original", "copy", "both", "form", "electronic"]
Delivery = Literal["window", "post"]
Lapse = Literal["deemed_withdrawn", "refused", "returned", "revoke_acceptance", "refuse", "terminate"]
"""What happens when a supplement (补正) or a deferred material (容缺) is not handed in in time."""


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hall(Form):
    """Where the person goes (政务服务中心)."""

    name: Text
    address: Text | None = None
    hours: Text | None = None


class Phones(Form):
    window: Text
    supervise: Text


class Seal(Form):
    """Round seal drawn in code: the body's name on the arc, ★, and for a special seal its use (收件专用章)."""

    arc: Annotated[str, StringConstraints(min_length=1, max_length=36)]
    middle: Annotated[str, StringConstraints(min_length=1, max_length=12)] | None = None


class Party(Form):
    """Applicant (申请人). A person's number is given masked, an organisation's 统一社会信用代码 in full."""

    kind: Literal["person", "organisation"]
    name: Text
    id_type: Text
    id_no: Text
    legal_person: Text | None = None
    phone: Text | None = None
    address: Text | None = None

    @model_validator(mode="after")
    def _masked(self) -> "Party":
        if self.kind == "person" and "*" not in self.id_no:
            raise ValueError("the document number of a person is printed masked")
        return self


class Agent(Form):
    """Who acts for the applicant (代理人); the number is given masked."""

    name: Text
    id_type: Text
    id_no: Text
    phone: Text | None = None


class Deadline(Form):
    """A limit and the time it falls due; `provisional` when a year's calendar is not published."""

    n: Annotated[int, Field(ge=1)]
    unit: Unit
    due: Moment
    provisional: bool = False


class LegalBasis(Form):
    """`checked` is False while nobody compared it with the law's text: it is printed with 〔待核〕."""

    law: Text
    article: Text
    checked: bool


class Remedies(Form):
    """行政复议 and 行政诉讼; days and months are those of the law in force."""

    review_body: Text
    review_days: Annotated[int, Field(ge=1)]
    court: Text
    suit_months: Annotated[int, Field(ge=1)]


class Received(Form):
    """A material taken in: copies, original or copy, pages of one copy where counted, paper or electronic."""

    name: Text
    copies: Annotated[int, Field(ge=1)]
    original: Original
    pages: Count | None = None
    form: Literal["paper", "electronic"] = "paper"


class Deferred(Form):
    """A material promised for later (容缺材料)."""

    name: Text
    way: Text
    deadline: Deadline


class Paper(Form):
    """`issuer` heads and signs the paper; `dated` is its date; `number` is its 文号 or 编号."""

    number: Text
    issuer: Text
    hall: Hall
    dated: date
    qr_text: Link
    phones: Phones
    seal: Seal | None = None

    def scanned(self) -> str | None:
        """What the barcode carries."""
        return None

    def drawn(self) -> dict[str, str | int] | None:
        """A picture on the paper: its SVG and its size."""
        return None


class CasePaper(Paper):
    """A paper about one case; `agency` decides it (实施部门) and may differ from the issuer."""

    case_no: Code
    matter: Text
    agency: Text
    applicant: Party
    agent: Agent | None = None

    def scanned(self) -> str:
        return self.case_no
