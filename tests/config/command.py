"""Running the real command, as a person at a terminal does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITEMS = ROOT / "content" / "items"


def surroundings() -> dict[str, str]:
    """The environment without what the tests themselves put there: each command is given its --data."""
    mine = ("ONEWINDOW_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(mine)}


def onewindow(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command's exit status and what it said."""
    command = [sys.executable, "-m", "onewindow", *arguments]
    return subprocess.run(
        command, check=False, cwd=cwd, env=surroundings(), capture_output=True, text=True, timeout=120
    )
