"""A paper with something missing cannot be printed."""

from typing import Any

import pytest
from pydantic import ValidationError

from onewindow.documents.printing import Printer
from onewindow.documents.printing.forms import FORMS
from tests.documents.city import COMPANY, LI
from tests.documents.samples import SAMPLES

REQUIRED = [
    (kind, name)
    for kind, form in FORMS.items()
    for name, field in form.model_fields.items()
    if field.is_required()
]


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_a_paper_with_a_field_missing_is_not_printed(printer: Printer, kind: str, name: str) -> None:
    data = {key: entry for key, entry in SAMPLES[kind].items() if key != name}
    with pytest.raises(ValidationError) as refused:
        printer.render(kind, data)
    assert refused.value.errors()[0]["loc"] == (name,)


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_what_no_template_knows_is_refused(printer: Printer, kind: str) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        printer.render(kind, SAMPLES[kind] | {"note_to_self": "不打印"})


def test_there_is_no_other_kind_of_paper(printer: Printer) -> None:
    with pytest.raises(KeyError):
        printer.render("../licence", SAMPLES["licence"])


def test_the_number_of_a_person_is_printed_masked_and_that_of_an_organisation_in_full() -> None:
    with pytest.raises(ValidationError, match="masked"):
        valid("denial_decision", applicant=LI | {"id_no": "990102199003070028"})
    valid("denial_decision", applicant=LI)
    valid("denial_decision", applicant=COMPANY)


def test_a_refusal_for_want_of_power_names_the_competent_body() -> None:
    with pytest.raises(ValidationError, match="competent body"):
        valid("refusal_of_acceptance", competent_body=None)
    valid("refusal_of_acceptance", competent_body=None, ground="not_admissible")


def test_whoever_defers_a_material_is_told_what_follows() -> None:
    with pytest.raises(ValidationError, match="what follows"):
        valid("intake_notice", deferral_lapse=None)
    valid("intake_notice", deferral_lapse=None, deferred=[])


def test_a_result_that_is_not_received_says_why_and_by_when() -> None:
    result = SAMPLES["result_sheet"]["results"][1]
    for missing in ("mismatch", "correction"):
        with pytest.raises(ValidationError, match="says why"):
            valid("result_sheet", results=[result | {missing: None}])


def test_times_without_a_time_zone_are_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        valid("intake_notice", received_at="2026-05-15T09:42:00")


def test_times_are_printed_in_shanghai_time(printer: Printer) -> None:
    data = SAMPLES["intake_notice"]
    elsewhere = data | {"received_at": "2026-05-15T01:42:00Z"}
    assert printer.render("intake_notice", elsewhere) == printer.render("intake_notice", data)


def valid(kind: str, **changes: Any) -> None:
    FORMS[kind].model_validate(SAMPLES[kind] | changes)
