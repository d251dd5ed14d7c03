"""核对: what stands on a result agrees with the intake only if it is the same, widths and spaces aside."""

from __future__ import annotations

import pytest

from onewindow.issuance.comparison import Line


@pytest.mark.seeds("W61")
@pytest.mark.parametrize(
    ("intake", "result"),
    [
        ("李家小馆", "李家小馆（分店）"),
        ("李家小馆（分店）", "李家小馆"),
        ("渡口街12号", "渡口街12号1层"),
        ("渡口街12号", "渡口街2号"),
        ("120", "12"),
        ("李家小馆", ""),
        ("", "李家小馆"),
        (None, "李家小馆"),
    ],
)
def test_what_is_only_similar_differs(intake: str | None, result: str) -> None:
    assert Line("名称", intake, result).differs


@pytest.mark.parametrize(
    ("intake", "result"),
    [("渡口街12号", "渡口街１２号"), ("李家 小馆", "李家小馆"), ("", ""), ("A3", "Ａ３")],
)
def test_widths_and_spaces_are_no_difference(intake: str, result: str) -> None:
    assert not Line("名称", intake, result).differs
