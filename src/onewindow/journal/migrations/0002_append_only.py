"""The database itself refuses to change or delete what is in the journal, and queues new events for the sealer."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("journal_event", "journal_seal")

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for table in TABLES
    for verb in ("update", "delete")
] + [
    "CREATE TRIGGER journal_event_queue AFTER INSERT ON journal_event BEGIN "
    'INSERT INTO journal_unsealed (event_id, "transaction") VALUES (NEW.id, 0); END'
]

POSTGRESQL = [
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE FUNCTION journal_queue() RETURNS trigger LANGUAGE plpgsql AS "
    '$$ BEGIN INSERT INTO journal_unsealed (event_id, "transaction") VALUES (NEW.id, NEW."transaction"); '
    "RETURN NULL; END $$",
    "CREATE TRIGGER journal_event_queue AFTER INSERT ON journal_event "
    "FOR EACH ROW EXECUTE FUNCTION journal_queue()",
] + [
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
    for table in TABLES
]


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    raise RuntimeError("the journal stays append-only")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("journal", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
