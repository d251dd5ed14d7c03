"""Filling a form in soundly, so that what is changed afterwards gets past the first look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from tests.fuzz.markup import Field, Form
from tests.fuzz.payloads import FILES
from tests.fuzz.requests import File, Pair

TYPED = frozenset({"text", "search", "tel", "email", "url", "number", "date", "textarea", "password"})
BORN = date(1951, 5, 6)


def filled(form: Form, random: Random, today: date, hints: dict[str, str]) -> tuple[list[Pair], list[File]]:
    """Values for all controls as a careful person would leave them; `hints` by the name of a control."""
    pairs: list[Pair] = []
    files: list[File] = []
    seen: set[str] = set()
    buttons = [one for one in form.fields if one.kind == "submit"]
    for one in form.fields:
        if one.kind == "submit" or one.name == "csrfmiddlewaretoken":
            continue
        if one.kind == "radio":
            if one.name not in seen:
                pairs.append(_pair(one.name, _radio(form.named(one.name), random)))
        elif one.kind == "checkbox":
            pairs += [_pair(one.name, one.value)] if one.ticked or random.random() < 0.6 else []
        elif one.kind == "file":
            files += [(one.name.encode(), *FILES[0])] if random.random() < 0.05 else []
        else:
            pairs.append(_pair(one.name, _value(one, random, today, hints)))
        seen.add(one.name)
    if buttons:
        pressed = random.choice(buttons)
        pairs.append(_pair(pressed.name, pressed.value))
    return pairs, files


def _pair(name: str, value: str) -> Pair:
    return name.encode(), value.encode()


def _radio(group: Iterable[Field], random: Random) -> str:
    options = list(group)
    ticked = [one.value for one in options if one.ticked]
    return ticked[0] if ticked and random.random() < 0.7 else random.choice(options).value


def _value(one: Field, random: Random, today: date, hints: dict[str, str]) -> str:
    if one.kind == "select":
        return random.choice(one.options) if one.options and random.random() < 0.5 else one.value
    if one.kind not in TYPED or (one.value and random.random() < 0.8):
        return one.value
    if one.name in hints:
        return hints[one.name]
    return _plausible(one, random, today)


def _plausible(one: Field, random: Random, today: date) -> str:
    if re.search(r"number|id_no", one.name):
        person = make_citizen_id("990102", BORN, random.randrange(1000))
        return person if random.random() < 0.6 else make_uscc("990102", random.randrange(1000))
    if one.kind == "date":
        return (today + timedelta(days=random.choice([0, 3, 10]))).isoformat()
    if one.kind == "tel" or "phone" in one.name:
        return "13900000001"
    if one.name.startswith("tracking-"):
        return f"EA{random.randrange(10**9):09}CN"
    if re.search(r"originals|copies|pages", one.name):
        return "1"
    if re.search(r"address", one.name):
        return "江州市临江区渡口街12号"
    return "已经核对，按规定办理，情况属实。"
