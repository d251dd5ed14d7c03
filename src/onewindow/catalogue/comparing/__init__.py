"""Two editions side by side: what is different, in words an official reads."""

from onewindow.catalogue.comparing.changes import KINDS, Change, ChangeKind
from onewindow.catalogue.comparing.documents import differences

__all__ = ["KINDS", "Change", "ChangeKind", "differences"]
