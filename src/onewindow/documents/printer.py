"""The printer of this installation's templates."""

from functools import lru_cache

from django.conf import settings

from onewindow.documents.printing.render import Printer


@lru_cache(maxsize=1)
def printer() -> Printer:
    """One compiler a process, on the templates of content/papers."""
    return Printer(settings.CONTENT_DIR / "papers")
