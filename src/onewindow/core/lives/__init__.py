"""One table per life; `ALL` is read by the diagrams, the glossary test and the policy."""

from onewindow.core.life import Life
from onewindow.core.lives.application import APPLICATION, NOTICE
from onewindow.core.lives.batch import BATCH, NEGATIVE_ENTRY
from onewindow.core.lives.bundle import BUNDLE
from onewindow.core.lives.case import CASE
from onewindow.core.lives.catalogue import EDITION, LIBRARY_CHANGE
from onewindow.core.lives.delegation import DELEGATION
from onewindow.core.lives.intermediary import ENGAGEMENT, INTERMEDIARY
from onewindow.core.lives.outcome import DELIVERY, RESULT
from onewindow.core.lives.oversight import CARD, URGING
from onewindow.core.lives.papers import PAPER, SHEET
from onewindow.core.lives.requests import DEFERRAL, EXTENSION, SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.core.lives.staffing import APPOINTMENT

ALL: tuple[Life, ...] = (
    APPLICATION,
    NOTICE,
    CASE,
    SUPPLEMENT,
    DEFERRAL,
    SPECIAL_PROCEDURE,
    EXTENSION,
    PAPER,
    SHEET,
    RESULT,
    DELIVERY,
    CARD,
    URGING,
    APPOINTMENT,
    EDITION,
    LIBRARY_CHANGE,
    BUNDLE,
    DELEGATION,
    BATCH,
    NEGATIVE_ENTRY,
    INTERMEDIARY,
    ENGAGEMENT,
)
BY_NAME: dict[str, Life] = {life.name: life for life in ALL}

__all__ = [
    "ALL",
    "APPLICATION",
    "APPOINTMENT",
    "BATCH",
    "BUNDLE",
    "BY_NAME",
    "CARD",
    "CASE",
    "DEFERRAL",
    "DELEGATION",
    "DELIVERY",
    "EDITION",
    "ENGAGEMENT",
    "EXTENSION",
    "INTERMEDIARY",
    "LIBRARY_CHANGE",
    "NEGATIVE_ENTRY",
    "NOTICE",
    "PAPER",
    "RESULT",
    "SHEET",
    "SPECIAL_PROCEDURE",
    "SUPPLEMENT",
    "URGING",
]
