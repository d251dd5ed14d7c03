"""Reading a page as a program does: its forms with all their fields, and every address on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BUTTONS = frozenset({"submit", "image", "button", "reset"})
PASSIVE = frozenset({"button", "reset"})


@dataclass
class Field:
    """One control; `options` are the values it offers, `ticked` whether this one is chosen."""

    name: str
    kind: str
    value: str = ""
    ticked: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as it stands on the page; `actions` are all addresses that may receive it."""

    method: str
    enctype: str
    actions: list[str]
    fields: list[Field] = field(default_factory=list)
    is_shown: bool = True
    """Not one that is put together from names heard elsewhere: nobody typed into that."""

    def named(self, name: str) -> list[Field]:
        return [one for one in self.fields if one.name == name]


class Page(HTMLParser):
    """`Page(html)` has the forms and the addresses; a control outside its form is found by its `form` attribute."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.addresses: list[str] = []
        self._by_id: dict[str, Form] = {}
        self._strays: list[tuple[str, Field, str]] = []
        self._open: Form | None = None
        self._text: Field | None = None
        self._select: Field | None = None
        self.feed(html)
        self.close()
        for form_id, one, action in self._strays:
            if form_id in self._by_id:
                self._put(self._by_id[form_id], one, action)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in given}
        self.addresses += [
            value
            for name, value in attrs.items()
            if name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}
            or _is_address(name, value)
        ]
        if tag == "form":
            self._form(attrs)
        elif tag == "option":
            self._option(attrs)
        elif tag in {"input", "button", "textarea", "select"} and attrs.get("name"):
            self._control(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def _form(self, attrs: dict[str, str]) -> None:
        actions = [attrs.get("action", ""), *(v for n, v in attrs.items() if _is_address(n, v))]
        form = Form(
            attrs.get("method", "get").upper(), attrs.get("enctype", ""), list(dict.fromkeys(actions))
        )
        self.forms.append(form)
        self._open = form
        if attrs.get("id"):
            self._by_id[attrs["id"]] = form

    def _option(self, attrs: dict[str, str]) -> None:
        if self._select is not None:
            self._select.options.append(attrs.get("value", ""))
            if "selected" in attrs or len(self._select.options) == 1:
                self._select.value = attrs.get("value", "")

    def _control(self, tag: str, attrs: dict[str, str]) -> None:
        kind = attrs.get("type", "text" if tag == "input" else "submit").lower()
        kind = kind if tag in {"input", "button"} else tag
        if kind in PASSIVE:
            return
        value = attrs.get("value", "on" if kind in {"checkbox", "radio"} else "")
        one = Field(attrs["name"], kind, value, "checked" in attrs)
        action = attrs.get("formaction", "")
        if attrs.get("form"):
            self._strays.append((attrs["form"], one, action))
        elif self._open is not None:
            self._put(self._open, one, action)
        self._text = one if tag == "textarea" else None
        self._select = one if tag == "select" else None

    def _put(self, form: Form, one: Field, action: str) -> None:
        form.fields.append(one)
        if action and action not in form.actions:
            form.actions.append(action)


def _is_address(name: str, value: str) -> bool:
    return name.startswith("data-") and value.startswith("/")
