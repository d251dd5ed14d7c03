"""How the rows of a commit become SQL.

The ORM would put the text of a statement together anew for every row of every command. Here it is put together once
for each shape of commit; docs/decisions/0010 says what that saved.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from onewindow.sql import postgresql, sqlite
from onewindow.sql.statements import vendor
from onewindow.sql.tables import Changes

FLUSH = {"postgresql": postgresql.flush, "sqlite": sqlite.flush}


def store(inserts: Sequence[Model], changes: Changes) -> None:
    """Write new rows and the changed columns of read ones.

    Of the rows that were read only what was changed is written: the rest may be newer in the database.
    """
    FLUSH[vendor()](inserts, changes)
    for row in inserts:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
