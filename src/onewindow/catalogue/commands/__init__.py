"""What changes the catalogue."""

from onewindow.catalogue.commands.exporting import export_editions
from onewindow.catalogue.commands.importing import Imported, import_editions
from onewindow.catalogue.commands.publishing import publish

__all__ = ["Imported", "export_editions", "import_editions", "publish"]
