"""The national exchange tables of matters (国家政务服务平台 up_task_general_*), as JSON or CSV."""

from onewindow.catalogue.exchange.national.files import TablesRefused, read_tables, write_tables
from onewindow.catalogue.exchange.national.reading import documents_of
from onewindow.catalogue.exchange.national.writing import tables_of

__all__ = ["TablesRefused", "documents_of", "read_tables", "tables_of", "write_tables"]
