"""Keys that an installation makes for itself on its first start and keeps in its data directory."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load_secret(data_dir: Path, name: str) -> bytes:
    """Return the 32 bytes kept in `data_dir/keys/name`, making them at the first call (mode 0600)."""
    path = data_dir / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text().strip())
