"""Content-addressed files, encrypted under their subject's key; the name is the hash of the ciphertext."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from onewindow.core.chain import sm3
from onewindow.vault.cipher import decrypt, encrypt
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import data_key


def put(key: SubjectKey, content: bytes) -> str:
    """Store `content` encrypted and return its address (64 hex digits)."""
    sealed = encrypt(data_key(key), content)
    address = sm3(sealed)
    default_storage.save(_path(address), ContentFile(sealed))
    if isinstance(default_storage, FileSystemStorage):
        _settle(Path(default_storage.path(_path(address))))
    return address


def get(key: SubjectKey, address: str) -> bytes:
    """The content at `address`. Raises FileNotFoundError, or InvalidTag when it was altered."""
    with default_storage.open(_path(address)) as file:
        return decrypt(data_key(key), file.read())


def _settle(path: Path) -> None:
    """Wait until the file and its name are on the disk, before the row that names it is committed."""
    for place, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        descriptor = os.open(place, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _path(address: str) -> str:
    return f"{address[:2]}/{address[2:4]}/{address}"
