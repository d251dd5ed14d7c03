"""Loaded into the run that hunts one fault (pytest -p tests.faults.witness): writes down what was seen.

{"ran": tests run, "failed": [{"test", "phase", "error"}], "modules": {name: file}}, as JSON into
ONEWINDOW_WITNESS. `modules` are the platform's own, as this run imported them.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

seen: dict[str, Any] = {"ran": 0, "failed": []}


def pytest_exception_interact(
    node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any], report: Any
) -> None:
    if call.excinfo is not None:
        seen["failed"].append(
            {"test": node.nodeid, "phase": report.when, "error": call.excinfo.type.__name__}
        )


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    seen["ran"] += report.when == "call"


def pytest_sessionfinish() -> None:
    modules = {
        name: str(module.__file__)
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "onewindow" and getattr(module, "__file__", None)
    }
    text = json.dumps(seen | {"modules": modules})
    Path(os.environ["ONEWINDOW_WITNESS"]).write_text(text, encoding="utf-8")
