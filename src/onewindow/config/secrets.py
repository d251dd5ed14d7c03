"""Keys that an installation makes for itself on its first start and keeps in its data directory."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def load_secret(data_dir: Path, name: str) -> bytes:
    """Return the 32 bytes kept in `data_dir/keys/name`, making them at the first call (mode 0600).

    Several processes may start at once: the first whole file to get the name wins.
    """
    path = data_dir / "keys" / name
    if not path.exists():
        _make(path)
    return bytes.fromhex(path.read_text().strip())


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft)
