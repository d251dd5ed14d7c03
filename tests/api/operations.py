"""Every operation of the API as its own document tells it: what the generic tests walk over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onewindow.api.policy import POLICY, Way
from onewindow.api.urls import api

NOWHERE = "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"


@dataclass(frozen=True)
class Operation:
    """`path` is below /api/v1/ with things that do not exist; `body` is the document's own example."""

    name: str
    method: str
    path: str
    body: Any
    bare: bool
    """Nothing in the address names a thing."""

    @property
    def way(self) -> Way:
        return POLICY[f"api:{self.name}"]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def _operations() -> list[Operation]:
    found = []
    for path, methods in api.whole()["paths"].items():
        for method, details in methods.items():
            address = path
            for parameter in details["parameters"]:
                if parameter["in"] == "path":
                    address = address.replace(
                        "{{{}}}".format(parameter["name"]), parameter.get("example", NOWHERE)
                    )
            media = details.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = details["operationId"].rsplit("-", 1)[0]
            found.append(
                Operation(
                    name,
                    method.upper(),
                    address.removeprefix("/api/v1/"),
                    media.get("example"),
                    "{" not in path,
                )
            )
    return found


ALL = _operations()
ACTS = [one for one in ALL if one.method == "POST" and not one.way.is_public]
READS = [one for one in ALL if one.method == "GET" and not one.way.is_public]
