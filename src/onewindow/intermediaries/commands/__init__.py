"""What changes intermediaries and engagements."""

from onewindow.intermediaries.commands.bringing_over import bring_over
from onewindow.intermediaries.commands.engaging import deliver, end, engage
from onewindow.intermediaries.commands.rating import rate
from onewindow.intermediaries.commands.registering import amend, record, refuse, register
from onewindow.intermediaries.commands.supervising import resume, strike_off, suspend

__all__ = [
    "amend",
    "bring_over",
    "deliver",
    "end",
    "engage",
    "rate",
    "record",
    "refuse",
    "register",
    "resume",
    "strike_off",
    "suspend",
]
