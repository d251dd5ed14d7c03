"""The reference pages are what the tables say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onewindow.config.docs import PAGES, generate
from onewindow.config.docs.lives import lives_page
from onewindow.core.life import Life
from onewindow.core.lives import ALL


def sections() -> Iterator[tuple[Life, str]]:
    return zip(ALL, lives_page().split("\n## ")[1:], strict=True)


def test_every_step_of_every_life_stands_on_the_page() -> None:
    for life, section in sections():
        for step in life.steps:
            assert f"\n| {step.verb} | {step.label} | " in section


def test_every_stage_is_drawn_and_every_end_is_an_end() -> None:
    for life, section in sections():
        assert section.count(" --> [*]") == len(life.ends)
        for stage, label in life.stages:
            assert f"\n    s_{stage}: {label}\n" in section


def test_a_check_names_what_differs_and_writes_nothing(tmp_path: Path) -> None:
    assert generate(check=True, root=tmp_path) == list(PAGES)
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_written_once_and_then_found_equal(tmp_path: Path) -> None:
    assert generate(check=False, root=tmp_path) == list(PAGES)
    assert generate(check=True, root=tmp_path) == []


def test_a_page_edited_by_hand_is_found_and_put_right(tmp_path: Path) -> None:
    generate(check=False, root=tmp_path)
    page = tmp_path / "docs/reference/lives.md"
    page.write_text(page.read_text(encoding="utf-8") + "by hand", encoding="utf-8")
    assert generate(check=True, root=tmp_path) == ["docs/reference/lives.md"]
    assert generate(check=False, root=tmp_path) == ["docs/reference/lives.md"]
    assert page.read_text(encoding="utf-8") == lives_page()
