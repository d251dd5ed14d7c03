"""JSON as it comes and goes: strict in what is read, legible in what is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from onewindow.core.calendar import local


class Strict(Parser):
    """JSON as RFC 8259 has it: UTF-8, no NaN, and no name twice in one object."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(
            request.body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )


class Encoder(NinjaJSONEncoder):
    """Every instant at Shanghai time and to the microsecond, as the journal hashes it."""

    def default(self, o: Any) -> Any:
        return local(o).isoformat() if isinstance(o, datetime) else super().default(o)


class Legible(JSONRenderer):
    """Chinese as it is written: answers are read by people who look for a fault, too."""

    encoder_class = Encoder
    json_dumps_params: Mapping[str, Any] = MappingProxyType({"ensure_ascii": False})


def _refuse_constant(word: str) -> Any:
    raise ValueError(word)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found
