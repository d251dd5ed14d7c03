"""Content-addressed files, encrypted under their subject's key; the name is the hash of the ciphertext."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from onewindow.core.chain import sm3
from onewindow.vault.cipher import decrypt, encrypt
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import data_key


def put(key: SubjectKey, content: bytes) -> str:
    """Store `content` encrypted and return its address (64 hex digits)."""
    sealed = encrypt(data_key(key), content)
    address = sm3(sealed)
    default_storage.save(_path(address), ContentFile(sealed))
    return address


def get(key: SubjectKey, address: str) -> bytes:
    """The content at `address`. Raises FileNotFoundError, or InvalidTag when it was altered."""
    with default_storage.open(_path(address)) as file:
        return decrypt(data_key(key), file.read())


def _path(address: str) -> str:
    return f"{address[:2]}/{address[2:4]}/{address}"
