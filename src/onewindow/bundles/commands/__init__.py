"""What changes bundles."""

from onewindow.bundles.commands.composing import begin, discard, edit, revise, submit
from onewindow.bundles.commands.exporting import export_bundles
from onewindow.bundles.commands.rolling_out import load, publish, resume, return_, suspend, withdraw
from onewindow.bundles.commands.taking_in import Taken, import_bundles

__all__ = [
    "Taken",
    "begin",
    "discard",
    "edit",
    "export_bundles",
    "import_bundles",
    "load",
    "publish",
    "resume",
    "return_",
    "revise",
    "submit",
    "suspend",
    "withdraw",
]
