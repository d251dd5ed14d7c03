"""What is kept of persons is ciphertext under their key, and every altered byte is noticed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.core.files.storage import default_storage

from onewindow.core.ids import uuid7
from onewindow.vault.cipher import blind_index, decrypt, encrypt
from onewindow.vault.files import get, put
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import lock, new_key, unlock

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def key() -> SubjectKey:
    return new_key(uuid7(NOW))


def test_a_value_is_read_again_and_never_stands_in_clear(key: SubjectKey) -> None:
    sealed = lock(key, {"phone": "13900000001"})
    assert b"13900000001" not in sealed
    assert unlock(key, sealed) == {"phone": "13900000001"}


def test_the_same_value_is_sealed_differently_each_time(key: SubjectKey) -> None:
    assert lock(key, "same") != lock(key, "same")


def test_another_subjects_key_does_not_open_it(key: SubjectKey) -> None:
    with pytest.raises(InvalidTag):
        unlock(new_key(uuid7(NOW)), lock(key, "secret"))


def test_one_altered_byte_is_noticed() -> None:
    sealed = encrypt(b"k" * 16, b"plain text")
    for place in range(len(sealed)):
        altered = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        with pytest.raises(InvalidTag):
            decrypt(b"k" * 16, altered)


def test_equal_values_meet_in_the_index_but_not_across_purposes() -> None:
    assert blind_index("party number", "x") == blind_index("party number", "x")
    assert blind_index("party number", "x") != blind_index("query code", "x")


def test_a_file_is_stored_sealed_under_the_hash_of_what_is_stored(key: SubjectKey) -> None:
    address = put(key, b"scan of an identity card")
    with default_storage.open(f"{address[:2]}/{address[2:4]}/{address}") as file:
        assert b"identity" not in file.read()
    assert get(key, address) == b"scan of an identity card"
