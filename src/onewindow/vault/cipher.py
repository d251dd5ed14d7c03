"""SM4-GCM for what is kept of persons, and a keyed blind index for exact search."""

from __future__ import annotations

import secrets
from functools import lru_cache

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12
_TAG = 16


def encrypt(key: bytes, plain: bytes) -> bytes:
    """nonce (12 bytes) + tag (16) + SM4-GCM ciphertext of `plain` under a 16-byte key."""
    nonce = secrets.token_bytes(_NONCE)
    encryptor = Cipher(SM4(key), GCM(nonce)).encryptor()
    body = encryptor.update(plain) + encryptor.finalize()
    return nonce + encryptor.tag + body


def decrypt(key: bytes, sealed: bytes) -> bytes:
    """Inverse of `encrypt`. Raises cryptography's InvalidTag when a byte was altered."""
    nonce, tag, body = sealed[:_NONCE], sealed[_NONCE : _NONCE + _TAG], sealed[_NONCE + _TAG :]
    decryptor = Cipher(SM4(key), GCM(nonce, tag)).decryptor()
    return decryptor.update(body) + decryptor.finalize()


@lru_cache(maxsize=4)
def derived(purpose: str) -> bytes:
    """A 16-byte key for one purpose, derived from the installation's master key."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=16, salt=None, info=f"onewindow {purpose}".encode())
    return kdf.derive(settings.MASTER_KEY)


def blind_index(purpose: str, value: str) -> str:
    """HMAC-SM3 of `value`: equal values meet, the value cannot be read from it. 64 hex digits."""
    mac = hmac.HMAC(derived(f"index {purpose}"), hashes.SM3())
    mac.update(value.encode())
    return mac.finalize().hex()
