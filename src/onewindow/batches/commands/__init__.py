"""What changes batches and the negative list."""

from onewindow.batches.commands.announcing import approve, publish, strike
from onewindow.batches.commands.excluding import list_negative, remove_negative
from onewindow.batches.commands.pledging import circulate, discard, pledge, return_
from onewindow.batches.commands.sorting import draw_up, edit

__all__ = [
    "approve",
    "circulate",
    "discard",
    "draw_up",
    "edit",
    "list_negative",
    "pledge",
    "publish",
    "remove_negative",
    "return_",
    "strike",
]
