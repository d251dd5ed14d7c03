"""The written baseline: Chromium 86, nothing inline, readable colours, light public pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onewindow.web

WEB = Path(onewindow.web.__file__).parent
CSS = sorted((WEB / "static/onewindow/css").glob("*.css"))
JS = sorted((WEB / "static/onewindow/js").glob("*.js"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PUBLIC_CSS_LIMIT = 27 * 1024

TOO_NEW_CSS = re.compile(
    r":(has|is|where)\(|@(container|layer|scope|property)|\binset\s*:|aspect-ratio|-(inline|block)\s*:"
    r"|color-mix|\d[dsl]v[hw]|text-wrap|overflow\s*:\s*clip|:not\([^)]*,|text-decoration-thickness"
)
TOO_NEW_JS = re.compile(
    r"\.at\(|structuredClone|hasOwn\b|randomUUID|findLast|toSorted|groupBy|\.inert\b|^\s*(import|export)\b"
    r"|\beval\(|new Function|static \{|#\w+ in ",
    re.M,
)
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\shx-on|javascript:|\|\s*safe\b")

PAIRS = [
    (text, ground)
    for texts, grounds in (
        (("ink", "ink-2", "hint"), ("page", "band", "head")),
        (("ink",), ("danger-bg", "warn-bg", "ok-bg")),
        (("act", "act-strong"), ("page", "band", "act-bg")),
        (("on-act",), ("act", "act-strong")),
        (("danger",), ("page", "danger-bg")),
        (("warn",), ("page", "band", "warn-bg")),
        (("ok",), ("page", "ok-bg")),
    )
    for text in texts
    for ground in grounds
]
MODES = ("public", "elder", "desk", "kiosk", "wall")


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("sheet", CSS, ids=name_of)
def test_style_sheets_stay_within_chromium_86(sheet: Path) -> None:
    assert [match.group() for match in TOO_NEW_CSS.finditer(sheet.read_text())] == []


@pytest.mark.parametrize("script", JS, ids=name_of)
def test_scripts_stay_within_chromium_86_and_the_content_policy(script: Path) -> None:
    assert [match.group() for match in TOO_NEW_JS.finditer(script.read_text())] == []


def test_the_baseline_would_notice_what_is_too_new() -> None:
    assert TOO_NEW_CSS.search("a:has(b) {}")
    assert TOO_NEW_CSS.search("a { inset: 0 }")
    assert TOO_NEW_JS.search("list.at(-1)")
    assert INLINE.search('<p style="color: red">')


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_templates_carry_no_inline_script_or_style(template: Path) -> None:
    assert [match.group() for match in INLINE.finditer(template.read_text())] == []


def test_the_sheets_that_hold_up_a_public_page_are_light() -> None:
    base = (WEB / "templates/base.html").read_text()
    linked = re.findall(r'static "onewindow/(css/\w+\.css)" %}">', base)
    assert len(linked) == 4
    assert sum((WEB / "static/onewindow" / name).stat().st_size for name in linked) < PUBLIC_CSS_LIMIT


def tokens_of(mode: str) -> dict[str, str]:
    css = (WEB / "static/onewindow/css/tokens.css").read_text()
    found: dict[str, str] = {}
    for selector, body in re.findall(r"^(:root|\[data-mode=\"\w+\"\]) \{\n(.*?)^\}", css, re.M | re.S):
        if selector == ":root" or f'"{mode}"' in selector:
            found.update(re.findall(r"--([\w-]+): ([^;]+);", body))
    return found


def luminance(tokens: dict[str, str], name: str) -> float:
    value = tokens[name]
    while value.startswith("var("):
        value = tokens[value[6:-1]]
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(mode: str, one: str, other: str) -> float:
    tokens = tokens_of(mode)
    dark, light = sorted((luminance(tokens, one), luminance(tokens, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(mode: str, text: str, ground: str) -> None:
    assert contrast(mode, text, ground) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_border_of_an_input_can_be_seen(mode: str) -> None:
    assert contrast(mode, "edge", "page") >= 3


def test_the_contrast_is_computed_as_the_rule_says() -> None:
    assert contrast("public", "ink", "page") == pytest.approx(17.8, abs=0.05)
    assert contrast("wall", "ink", "page") == pytest.approx(17.0, abs=0.05)
