"""收件通知书: the receipt is the applicant's proof, so it lists what was handed in and nothing else."""

from __future__ import annotations

import pytest

from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, intake_of, with_line
from tests.stories.steps import received


@pytest.mark.seeds("W46", "W47")
def test_what_was_only_promised_stands_apart_from_what_was_handed_in(
    cast: Cast, restaurant: PartyFacts
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    promised = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    lines = with_line(full, promised.id, state="deferred", originals=0, copies=0).lines
    no = received(cast, restaurant, lines=lines, commitment_signed=True)
    for kind in ("intake_notice", "deferral_commitment"):
        paper = Document.objects.select_related("subject").get(case_no=no, kind=kind).data()
        handed_in = [line["name"] for line in paper["materials"]]
        assert (promised.name in handed_in, len(handed_in)) == (False, len(lines) - 1)
        assert [line["name"] for line in paper["deferred"]] == [promised.name]
