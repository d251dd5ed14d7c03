"""What an event costs beside its own row: on PostgreSQL events are queued for the sealer a statement at a time, not one by
one, and no text has a second index for LIKE 'a%', which nothing asks for (docs/decisions/0013)."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

QUEUE = [
    "DROP TRIGGER journal_event_queue ON journal_event",
    "CREATE OR REPLACE FUNCTION journal_queue() RETURNS trigger LANGUAGE plpgsql AS "
    '$$ BEGIN INSERT INTO journal_unsealed (event_id, "transaction") SELECT id, "transaction" FROM added; '
    "RETURN NULL; END $$",
    "CREATE TRIGGER journal_event_queue AFTER INSERT ON journal_event REFERENCING NEW TABLE AS added "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_queue()",
]
FOR_LIKE = """
SELECT c.oid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() JOIN pg_opclass o ON o.oid = i.indclass[0]
WHERE i.indnatts = 1 AND c.relname LIKE '%\\_like' AND o.opcname IN ('varchar_pattern_ops', 'text_pattern_ops')
"""


def lighten(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute(FOR_LIKE)
        names = [name for (name,) in cursor.fetchall()]
    for statement in (*QUEUE, *(f"DROP INDEX {name}" for name in names)):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("journal", "0003_no_outbox")]
    operations: ClassVar = [
        migrations.RunPython(lighten, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="event", name="journal_by_at"),
    ]
