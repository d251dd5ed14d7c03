"""The paper itself says that it waits to be printed; until now a row of the outbox said so."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def take_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    waiting = apps.get_model("journal", "Outbox").objects.filter(done_at__isnull=True)
    papers = [row.payload["document"] for row in waiting.iterator()]
    for first in range(0, len(papers), 500):
        some = papers[first : first + 500]
        apps.get_model("documents", "Document").objects.filter(pk__in=some, pdf_address="").update(
            to_print=True
        )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0001_initial"), ("journal", "0002_append_only")]
    run_before: ClassVar = [("journal", "0003_no_outbox")]
    operations: ClassVar = [
        migrations.AddField("document", "to_print", models.BooleanField(default=False)),
        migrations.AddField("document", "print_tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("document", "print_fault", models.CharField(blank=True, max_length=40)),
        migrations.AddIndex(
            "document",
            models.Index(
                condition=models.Q(("to_print", True)), fields=["made_at", "id"], name="doc_to_print"
            ),
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
