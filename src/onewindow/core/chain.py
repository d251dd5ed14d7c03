"""The hash chain of the journal: each event of a thing names the hash of the one before."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes

from onewindow.core.canon import canonical

GENESIS = ""
"""The `previous` of a thing's first event."""


def sm3(data: bytes) -> str:
    """SM3 (GB/T 32905) of `data`, as 64 hexadecimal digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def event_hash(fields: dict[str, object]) -> str:
    """The hash of one event over all its recorded fields, `previous` among them."""
    return sm3(canonical(fields))
