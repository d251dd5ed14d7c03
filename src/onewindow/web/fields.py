"""How a field of a Django form reaches the page: the same label, hint and error everywhere."""

from __future__ import annotations

from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)

from onewindow.core.refusal import Finding

KINDS: tuple[tuple[type, str], ...] = (
    (CheckboxSelectMultiple, "choices"),
    (RadioSelect, "choices"),
    (CheckboxInput, "box"),
    (FileInput, "file"),
    (Textarea, "textarea"),
    (Select, "select"),
)
"""The first that fits; anything else is a line of text."""


def findings_of(form: BaseForm) -> list[Finding]:
    """All that is wrong with a form, in the order of its fields, what concerns the whole form first."""
    whole = [Finding("", str(message)) for message in form.non_field_errors()]
    return whole + [Finding(str(field.html_name), str(message)) for field in form for message in field.errors]


def view_of(field: BoundField, hint: str) -> dict[str, Any]:
    widget = field.field.widget
    kind = next((name for cls, name in KINDS if isinstance(widget, cls)), "text")
    hint = hint or str(field.help_text)
    view = {
        "field": field,
        "kind": "hidden" if field.is_hidden else kind,
        "id": field.id_for_label or field.auto_id,
        "hint": hint,
        "error": " ".join(str(message) for message in field.errors),
        "optional": not field.field.required,
    }
    if kind != "choices":
        view["control"] = field.as_widget(attrs=_attributes(field, kind, hint))
    return view


def _attributes(field: BoundField, kind: str, hint: str) -> dict[str, Any]:
    control = {"textarea": "textarea", "select": "select", "text": "input"}.get(kind, "")
    own = str(field.field.widget.attrs.get("class", ""))
    attributes: dict[str, Any] = {"class": f"{control} {own}".strip()}
    described = [f"{field.auto_id}-hint"] * bool(hint) + [f"{field.auto_id}-error"] * bool(field.errors)
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes
