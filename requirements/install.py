"""Bring .venv to what a lock file says, with nothing but Python itself and its pip.

    python3 requirements/install.py run|dev|pg|e2e|fuzz

A part is installed only when its lock has changed since the stamp in .venv was written.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

NEEDS = {
    "run": ["run"],
    "dev": ["dev"],
    "pg": ["dev", "pg"],
    "e2e": ["dev", "e2e"],
    "fuzz": ["dev", "pg", "fuzz"],
}
CONTAINS = {"dev": ["run"]}
"""dev.txt pins all that run.txt pins, at the same versions."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamp(part: str) -> Path:
    return VENV / f"installed-{part}"


def is_current(part: str, source: Path) -> bool:
    return stamp(part).is_file() and stamp(part).read_text() == digest(source)


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments]
    done = subprocess.run(command, check=False, cwd=ROOT)
    if done.returncode:
        sys.exit(f"The installation failed (see above). To start afresh: rm -r {VENV}")


def works(*arguments: str) -> bool:
    if not PYTHON.is_file():
        return False
    return subprocess.run([str(PYTHON), *arguments], check=False, capture_output=True).returncode == 0


def make_environment() -> None:
    """Create .venv, or make it anew when the checkout was moved or its Python is gone."""
    here = f"import sys; sys.exit(sys.prefix != {str(VENV)!r} or sys.version_info[:2] < {OLDEST})"
    if not works("-c", here):
        print(f"Making {VENV} with Python {sys.version.split()[0]}", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, cwd=ROOT)
        if made.returncode:
            sys.exit("Python cannot make virtual environments. On Debian, Ubuntu: apt install python3-venv")
    if not works("-m", "pip", "--version"):
        subprocess.run([str(PYTHON), "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)


def install(part: str) -> None:
    lock = LOCKS / f"{part}.txt"
    if is_current(part, lock):
        return
    print(f"Installing requirements/{part}.txt (a minute or two the first time)", flush=True)
    pip("--require-hashes", "--only-binary=:all:", "-r", str(lock))
    for name in (part, *CONTAINS.get(part, [])):
        stamp(name).write_text(digest(LOCKS / f"{name}.txt"))


def install_project() -> None:
    """Put the `onewindow` command into .venv, running from the sources here."""
    source = ROOT / "pyproject.toml"
    if is_current("project", source):
        return
    pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp("project").write_text(digest(source))


def main() -> None:
    if len(sys.argv) != 2 or sys.argv[1] not in NEEDS:
        sys.exit(f"usage: python3 requirements/install.py {'|'.join(NEEDS)}")
    if sys.version_info[:2] < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}")
    make_environment()
    for part in NEEDS[sys.argv[1]]:
        install(part)
    install_project()


if __name__ == "__main__":
    main()
