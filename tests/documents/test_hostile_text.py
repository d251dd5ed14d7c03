"""Whatever a person types is printed as typed; it is never code, never an empty box, never off the page."""

from typing import Any

import pytest
from pydantic import ValidationError

from onewindow.documents.printing import Printer
from onewindow.documents.printing.forms import FORMS
from onewindow.documents.printing.legible import legible, printable
from tests.documents import reading
from tests.documents.samples import SAMPLES

MARKUP = (
    '#let x = 1; #read("papers.yaml") #panic() $a^2$ *b* _c_ `d` <e> @f \\ "g" \'h\' // i /* j */ = k\n'
    "- l #d.number \\u{41} [m] {n} ~ -- ... ]) }) 终"
)
SHORTENED = {"paper_labels"}
"""A label is small: it shows the beginning of a long text."""


@pytest.mark.parametrize("kind", sorted(set(FORMS) - SHORTENED))
def test_markup_is_printed_letter_by_letter(printer: Printer, kind: str) -> None:
    data, places = replaced(kind, MARKUP)
    said = reading.text(printer.render(kind, data))
    assert places > 3
    assert said.count(reading.words(MARKUP)) >= places // 2


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_five_thousand_characters_in_a_field_still_make_a_paper(printer: Printer, kind: str) -> None:
    for first, long in enumerate(("长" * 5000, "W" * 5000, "行\n" * 2500)):
        data, places = replaced(kind, long, every=6, first=first)
        assert places > 0
        assert printer.render(kind, data).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("kind", ["licence", "service_guide"])
def test_a_name_longer_than_a_pdf_string_may_be_is_no_obstacle(printer: Printer, kind: str) -> None:
    long = SAMPLES[kind] | {"name": "长" * 20_000, "issuer": "长" * 20_000}
    assert printer.render(kind, long).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("sign", ["长", "W", "，", "1"])
def test_a_long_text_is_wrapped_and_nothing_of_it_is_lost(printer: Printer, sign: str) -> None:
    usual = reading.text(printer.render("denial_decision", SAMPLES["denial_decision"])).count(sign)
    data = SAMPLES["denial_decision"] | {"reasons": [sign * 5000]}
    pdf = printer.render("denial_decision", data)
    assert reading.text(pdf).count(sign) >= 5000 + usual - 60
    assert reading.rightmost(pdf) <= 210 - 20


@pytest.mark.parametrize("name", ["李晓䶮", "张㛃", "龑㑇", "阿依古丽·买买提", "𰻝𫚖"])
def test_rare_characters_of_names_are_drawn(printer: Printer, name: str) -> None:
    assert legible(name) == name
    said = reading.text(printer.render("denial_decision", addressed_to(name)))
    assert f"{name}：" in said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("王\U00020fff", "王〔U+20FFF〕"),
        ("王😀", "王〔U+1F600〕"),
        ("王\ue000", "王〔U+E000〕"),
        ("王\u202e局", "王〔U+202E〕局"),
        ("王\u200b局", "王〔U+200B〕局"),
        ("王\x00局", "王〔U+0000〕局"),
        ("葛\U000e0100", "葛〔U+E0100〕"),
    ],
)
def test_what_the_fonts_cannot_draw_is_named_by_its_code_point(
    printer: Printer, typed: str, shown: str
) -> None:
    assert legible(typed) == shown
    assert f"{shown}：" in reading.text(printer.render("denial_decision", addressed_to("某" + typed)))


def test_the_fonts_draw_every_character_of_the_basic_block() -> None:
    assert [hex(point) for point in range(0x4E00, 0x9FA6) if point not in printable()] == []


def test_line_ends_of_every_system_are_line_ends() -> None:
    assert legible("一\r\n二\r三\n四") == "一\n二\n三\n四"


def test_a_word_of_twenty_four_characters_may_be_broken() -> None:
    assert legible("A" * 23) == "A" * 23
    assert legible("A" * 24) == "\u200b".join("A" * 24)


def addressed_to(name: str) -> dict[str, Any]:
    data = SAMPLES["denial_decision"]
    return data | {"applicant": data["applicant"] | {"name": name}}


def replaced(kind: str, text: str, every: int = 1, first: int = 0) -> tuple[dict[str, Any], int]:
    """The sample with `text` in the places that take any text, or some of them, and how many were changed."""
    data: dict[str, Any] = SAMPLES[kind]
    free = free_places(kind, text)[first::every]
    for place in free:
        data = put(data, place, text)
    return data, len(free)


def free_places(kind: str, text: str) -> list[tuple[str | int, ...]]:
    return [place for place in places(SAMPLES[kind]) if accepted(kind, put(SAMPLES[kind], place, text))]


def places(value: Any) -> list[tuple[str | int, ...]]:
    if isinstance(value, str):
        return [()]
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [(key, *rest) for key, entry in entries for rest in places(entry)]


def put(value: Any, place: tuple[str | int, ...], text: str) -> Any:
    if not place:
        return text
    copy = value.copy()
    copy[place[0]] = put(value[place[0]], place[1:], text)
    return copy


def accepted(kind: str, data: dict[str, Any]) -> bool:
    try:
        FORMS[kind].model_validate(data)
    except ValidationError:
        return False
    return True
