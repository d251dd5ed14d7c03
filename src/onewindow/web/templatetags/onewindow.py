"""The components of every page: `{% load onewindow %}`. /styleguide/ shows them all, in all five modes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from onewindow.core.calendar import local
from onewindow.core.refusal import Finding
from onewindow.web import charts, fields, wording
from onewindow.web.components import (
    GRADES,
    SHAPES,
    SIGNS,
    STAGES,
    Answer,
    ClockFace,
    Entry,
    MaterialRow,
    Number,
    Pair,
    Task,
    Turn,
    pairs,
)

register = template.Library()
View = dict[str, Any]


@register.filter
def zh_date(day: date, today: date | None = None) -> str:
    return wording.spell_date(day, today)


@register.filter
def zh_instant(at: datetime, today: date | None = None) -> str:
    return wording.spell_instant(at, today)


@register.filter
def iso(at: datetime) -> str:
    return local(at).isoformat(timespec="seconds")


@register.simple_tag
def icon(shape: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        SHAPES[shape],
    )


@register.simple_tag
def state(sign: str, word: str = "") -> SafeString:
    """A tag: colour, shape and word; `word` replaces the sign's own."""
    it = SIGNS[sign]
    return format_html('<span class="tag tag--{}">{}{}</span>', it.tone, icon(it.shape), word or it.word)


@register.simple_tag
def key(name: str) -> SafeString:
    return format_html('<kbd class="key">{}</kbd>', name)


@register.simple_tag
def grade(letter: str, bare: bool = False) -> SafeString:
    """The small square of a material's grade, A 证 B 核 C 传 D 诺; `bare` without the letter beside it."""
    word, meaning = GRADES[letter]
    beside = "" if bare else letter
    return format_html(
        '<span class="grade" title="{}"><b>{}</b>{}</span>', f"{letter}级：{meaning}", word, beside
    )


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """错误： before the page's title when the page comes back with findings or an invalid form."""
    form = context.get("form")
    wrong = context.get("findings") or (isinstance(form, BaseForm) and form.is_bound and form.errors)
    return "错误：" if wrong else ""


@register.inclusion_tag("components/page_header.html")
def page_header(
    title: str, caption: str = "", lead: str = "", back_url: str = "", back_label: str = "返回"
) -> View:
    return {"title": title, "caption": caption, "lead": lead, "back_url": back_url, "back_label": back_label}


@register.inclusion_tag("components/summary_strip.html")
def summary_strip(values: Mapping[str, object] | Sequence[Pair]) -> View:
    return {"pairs": pairs(values)}


@register.inclusion_tag("components/definitions.html")
def definitions(values: Mapping[str, object] | Sequence[Pair]) -> View:
    return {"pairs": pairs(values)}


@register.inclusion_tag("components/error_summary.html")
def error_summary(wrong: BaseForm | Sequence[Finding], message: str = "", links: bool = True) -> View:
    """All that is wrong at once, of a form or a refusal; no `links` where the fields are not on the page."""
    findings = fields.findings_of(wrong) if isinstance(wrong, BaseForm) else list(wrong)
    return {"findings": findings, "message": message, "links": links}


@register.inclusion_tag("components/field.html")
def render_field(field: BoundField, hint: str = "", heading: bool = False, inline: bool = False) -> View:
    """A form field with label, hint, error and control; `heading` makes a legend the heading of the page."""
    return fields.view_of(field, hint) | {"heading": heading, "inline": inline}


@register.inclusion_tag("components/form_fields.html")
def render_form(form: BaseForm) -> View:
    return {"form": form}


@register.inclusion_tag("components/question.html")
def question(
    name: str,
    legend: str,
    answers: Sequence[Answer],
    value: str | Sequence[str] = "",
    hint: str = "",
    error: str = "",
    many: bool = False,
    heading: bool = False,
) -> View:
    """Radios, or boxes with `many`; `value` is what is chosen already."""
    chosen = [value] if isinstance(value, str) else list(value)
    kind = "checkbox" if many else "radio"
    return locals() | {"chosen": chosen, "kind": kind}


@register.inclusion_tag("components/upload.html")
def upload_field(
    name: str,
    label: str,
    hint: str = "请上传 JPG、PNG 或 PDF，每个文件不超过 20 MB",
    error: str = "",
    files: Sequence[Mapping[str, object]] = (),
    many: bool = False,
    accept: str = "image/jpeg,image/png,application/pdf",
) -> View:
    """`files` are those already held: name, size (in words) and, when they may be opened, url."""
    return locals()


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Sequence[Task]) -> View:
    return {"tasks": tasks}


@register.inclusion_tag("components/clock_chip.html")
def clock_chip(face: ClockFace) -> View:
    return {"face": face}


@register.inclusion_tag("components/clock_bar.html")
def clock_bar(face: ClockFace, why: bool = True) -> View:
    """The time bar with its legend; `why` adds the sentences that explain the date."""
    return {"face": face, "bar": charts.clock_bar(face), "why": why}


@register.simple_tag
def countdown(due: datetime, now: datetime) -> SafeString:
    """Clock time left until `due`, kept fresh by page.js; for times of day, never for working days."""
    words = ("还有" if due >= now else "已过") + wording.spell_minutes(abs(due - now) // timedelta(minutes=1))
    return format_html(
        '<time datetime="{0}" data-due="{0}" data-now="{1}">{2}</time>', iso(due), iso(now), words
    )


@register.inclusion_tag("components/stage_bar.html")
def stage_bar(
    current: str,
    stages: Sequence[str] = STAGES,
    notes: Mapping[str, str] | None = None,
    finished: bool = False,
) -> View:
    """Where a case stands; `notes` puts a few words under a stage, `finished` ticks the current one too."""
    at = list(stages).index(current)
    rows = [
        {
            "name": name,
            "done": n < at or (finished and n == at),
            "now": n == at and not finished,
            "note": (notes or {}).get(name, ""),
        }
        for n, name in enumerate(stages)
    ]
    return {"rows": rows}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[Entry], today: date | None = None) -> View:
    rows = [(entry, SIGNS[entry.sign]) for entry in entries]
    return {"rows": rows, "today": today}


@register.inclusion_tag("components/material_grid.html")
def material_grid(rows: Sequence[MaterialRow], label: str = "材料核对") -> View:
    return {"rows": rows, "label": label}


@register.inclusion_tag("components/material_row.html")
def material_row(row: MaterialRow) -> View:
    """One row alone, for a fragment that replaces it inside the grid."""
    return {"row": row}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> View:
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/pagination.html")
def pagination(turn: Turn) -> View:
    return {"turn": turn}


@register.inclusion_tag("components/number_board.html")
def number_board(numbers: Sequence[Number]) -> View:
    return {"numbers": [(number, SIGNS.get(number.sign)) for number in numbers]}


@register.inclusion_tag("components/ring.html")
def ring_chart(label: str, value: int, total: int, unit: str = "件", tone: str = "act") -> View:
    return {
        "label": label,
        "value": value,
        "total": total,
        "unit": unit,
        "tone": tone,
        "ring": charts.ring(value, total),
    }


@register.inclusion_tag("components/bars.html")
def bar_chart(
    label: str, rows: Sequence[tuple[str, int] | tuple[str, int, str]], unit: str = "件", tone: str = "act"
) -> View:
    """Rows are (label, value) or (label, value, url)."""
    return {"label": label, "bars": charts.bars(rows, unit, tone)}


@register.simple_block_tag
def notice(content: str, title: str = "", tone: str = "", sign: str = "") -> SafeString:
    """{% notice title="…" tone="warn" sign="deferred" %} any content {% endnotice %}"""
    mark = icon(SIGNS[sign].shape) if sign else ""
    head = format_html('<p class="notice__title">{}{}</p>', mark, title) if title else ""
    return format_html('<div class="notice notice--{}">{}{}</div>', tone or "act", head, content)


@register.simple_block_tag
def table_frame(content: str, caption: str, hide_caption: bool = False, cards: bool = False) -> SafeString:
    """A table that scrolls inside its own frame; `cards` stacks the cells on a phone."""
    return format_html(
        '<div class="table-frame" role="region" tabindex="0" aria-label="{0}"><table class="table{1}">'
        '<caption class="{2}">{0}</caption>{3}</table></div>',
        caption,
        " table--cards" if cards else "",
        "visually-hidden" if hide_caption else "",
        content,
    )


@register.simple_block_tag
def filter_bar(content: str, action: str = "", label: str = "筛选", button: str = "筛选") -> SafeString:
    """A GET form in one line with a button that submits it."""
    return format_html(
        '<form class="filter-bar" method="get" action="{}" role="search" aria-label="{}">{}'
        '<button class="button button--plain" type="submit">{}</button></form>',
        action,
        label,
        content,
        button,
    )
