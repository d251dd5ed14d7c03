"""What changes bundles."""

from onewindow.bundles.commands.composing import begin, discard, edit, submit
from onewindow.bundles.commands.rolling_out import load, publish, return_, withdraw
from onewindow.bundles.commands.taking_in import Taken, import_bundles

__all__ = [
    "Taken",
    "begin",
    "discard",
    "edit",
    "import_bundles",
    "load",
    "publish",
    "return_",
    "submit",
    "withdraw",
]
