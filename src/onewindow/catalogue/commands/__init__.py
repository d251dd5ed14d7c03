"""What changes the catalogue."""

from onewindow.catalogue.commands.bringing import bring_in
from onewindow.catalogue.commands.copying import copy
from onewindow.catalogue.commands.drafting import begin, claim, discard, edit, edit_and_submit, revise, submit
from onewindow.catalogue.commands.exporting import export_editions
from onewindow.catalogue.commands.importing import Imported, import_editions
from onewindow.catalogue.commands.loading import load
from onewindow.catalogue.commands.receiving import DocumentsRefused, import_documents
from onewindow.catalogue.commands.reviewing import publish, resume, return_, suspend, withdraw
from onewindow.catalogue.commands.stocking import load_library

__all__ = [
    "DocumentsRefused",
    "Imported",
    "begin",
    "bring_in",
    "claim",
    "copy",
    "discard",
    "edit",
    "edit_and_submit",
    "export_editions",
    "import_documents",
    "import_editions",
    "load",
    "load_library",
    "publish",
    "resume",
    "return_",
    "revise",
    "submit",
    "suspend",
    "withdraw",
]
