"""改革台账: two sides compared measure by measure, and matter by matter."""

from typing import Annotated

from pydantic import Field

from onewindow.documents.printing.forms.parts import Count, Form, Paper, Text

Share = Annotated[int, Field(ge=0, le=1000)]
"""Length of a bar in thousandths of the longer one."""


class LedgerMeasure(Form):
    """One row with its two bars: the longer one has the share 1000."""

    label: Text
    before: Text
    after: Text
    before_share: Share
    after_share: Share
    change: Text


class LedgerCell(Form):
    """One figure of a matter on both sides."""

    before: Text
    after: Text


class LedgerMatter(Form):
    """A matter under each of the listed measures, and the materials that only one side has."""

    name: Text
    cells: list[LedgerCell]
    gone: list[Text] = []
    new: list[Text] = []


class ReformLedger(Paper):
    """改革台账. `columns` name the measures of every matter's cells; `invented` that a side is made up (演示)."""

    before: Text
    after: Text
    invented: bool
    shared: Count
    measures: Annotated[list[LedgerMeasure], Field(min_length=1)]
    columns: list[Text]
    matters: list[LedgerMatter] = []
    rules: list[Text]
    prepared_by: Text
