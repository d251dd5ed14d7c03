"""Official papers (文书): template edition + data -> PDF/A-2b bytes, the same bytes for the same data."""

from onewindow.documents.printing.render import Printer

__all__ = ["Printer"]
