"""What an applicant was told to put right, marked so that its words can be checked when nobody may read them any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.core.canon import canonical
from onewindow.vault.cipher import blind_index


def mark(defect: Mapping[str, Any]) -> str:
    """HMAC-SM3 of one defect of a notice, 64 hex digits; it stands in the journal in clear.

    Equal words have equal marks under the installation's master key, and without that key no guess at the words,
    which may say something of a person, can be confirmed.
    """
    return blind_index("notice words", canonical(defect).decode())
