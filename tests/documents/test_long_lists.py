"""Sixty lines: every page repeats the head of the table, no line is lost, pages are counted."""

from typing import Any

import pytest

from onewindow.documents.printing import Printer
from tests.documents import reading
from tests.documents.city import received
from tests.documents.samples import SAMPLES

NAMES = [f"第{n:02}号材料" for n in range(1, 61)]
MATERIALS = [received(name, 1, "copy", 2) for name in NAMES]


def sixty(kind: str, key: str, like: dict[str, Any], name: str) -> dict[str, Any]:
    return SAMPLES[kind] | {key: [like | {name: text} for text in NAMES]}


LISTS = {
    "acceptance_notice": (SAMPLES["acceptance_notice"] | {"materials": MATERIALS}, "序号材料名称份数"),
    "withdrawal_notice": (SAMPLES["withdrawal_notice"] | {"returned": MATERIALS}, "序号材料名称份数"),
    "supplement_notice": (
        sixty("supplement_notice", "defects", SAMPLES["supplement_notice"]["defects"][0], "material"),
        "序号材料名称存在问题补正要求依据",
    ),
    "result_sheet": (
        sixty("result_sheet", "results", SAMPLES["result_sheet"]["results"][0], "result_name"),
        "序号办件编号申请人／事项",
    ),
    "service_guide": (
        sixty("service_guide", "materials", SAMPLES["service_guide"]["materials"][0], "name"),
        "序号材料名称必要性",
    ),
    "reform_ledger": (
        sixty("reform_ledger", "matters", SAMPLES["reform_ledger"]["matters"][0], "name"),
        "序号事项环节材料",
    ),
}


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_every_page_of_a_long_list_repeats_its_head(printer: Printer, kind: str) -> None:
    data, head = LISTS[kind]
    pages = reading.pages(printer.render(kind, data))
    with_lines = [page for page in pages if any(name in page for name in NAMES)]
    assert len(with_lines) > 1
    assert all(head in page for page in with_lines)
    assert_in_order("".join(pages))


def test_both_parts_of_a_receipt_list_everything_and_count_their_own_pages(printer: Printer) -> None:
    pages = reading.pages(
        printer.render("intake_notice", SAMPLES["intake_notice"] | {"materials": MATERIALS})
    )
    starts = [n for n, page in enumerate(pages) if page.startswith(("回执", "存根"))]
    assert starts[0] == 0
    assert len(starts) == 2
    for part in (pages[: starts[1]], pages[starts[1] :]):
        assert_in_order("".join(part))
        assert len(part) > 1
        for n, page in enumerate(part, start=1):
            assert f"第{n}页共{len(part)}页" in page


def test_a_case_with_many_papers_is_named_again_on_the_next_page(printer: Printer) -> None:
    case = SAMPLES["material_sheet"]["cases"][0]
    papers = [case["materials"][0] | {"name": name} for name in NAMES]
    pages = reading.pages(
        printer.render(
            "material_sheet", SAMPLES["material_sheet"] | {"cases": [case | {"materials": papers}]}
        )
    )
    with_lines = [page for page in pages if any(name in page for name in NAMES)]
    assert len(with_lines) > 1
    assert all(reading.words(case["case_no"] + case["applicant"]) in page for page in with_lines)
    assert "合计：办件1件，材料60份" in pages[-1]
    assert_in_order("".join(pages))


def test_labels_fill_the_next_sheet(printer: Printer) -> None:
    label = SAMPLES["paper_labels"]["labels"][0]
    labels = [label | {"barcode": f"P{n:04}"} for n in range(1, 26)]
    pages = reading.pages(
        printer.render("paper_labels", SAMPLES["paper_labels"] | {"labels": labels, "skip": 23})
    )
    assert [sum(f"P{n:04}" in page for n in range(1, 26)) for page in pages] == [1, 24]


@pytest.mark.parametrize(
    "kind", ["intake_notice", "supplement_notice", "grant_decision", "refusal_of_acceptance"]
)
def test_no_seal_stands_on_a_page_without_words_of_the_paper(printer: Printer, kind: str) -> None:
    """Nobody may be handed a page that bears only a seal: the last paragraph moves with it."""
    data = SAMPLES[kind]
    lists = {"intake_notice": "materials", "supplement_notice": "defects", "grant_decision": "conditions"}
    key = lists.get(kind, "reasons")
    for lines in range(2, 32, 2):
        longer = data | {key: [data[key][0]] * lines}
        for page in reading.pages(printer.render(kind, longer)):
            sealed = page.count("2026年5月") and "专用章" in page
            assert not sealed or "。" in page


def assert_in_order(said: str) -> None:
    assert [name for name in NAMES if name not in said] == []
    places = [said.index(name) for name in NAMES]
    assert places == sorted(places)
