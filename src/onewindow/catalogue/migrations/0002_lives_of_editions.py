"""Editions get a life and a journal of their own; base items and what editions share get their rows."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for row in apps.get_model("catalogue", "Edition")._default_manager.iterator(chunk_size=100):
        row.base_code, row.changed_at = row.document.get("base_code", ""), row.published_at
        row.save(update_fields=["base_code", "changed_at"])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("edition", "one_edition_of_each_number"),
        migrations.AlterModelOptions("edition", {"ordering": ("slug", "edition")}),
        migrations.RenameField("edition", "status", "stage"),
        migrations.AlterField(
            "edition", "stage", models.CharField(db_index=True, default="new", max_length=24)
        ),
        migrations.AddField("edition", "version", models.PositiveIntegerField(default=0)),
        migrations.AddField("edition", "head", models.CharField(blank=True, default="", max_length=64)),
        migrations.AlterField("edition", "slug", models.CharField(max_length=60)),
        migrations.AlterField("edition", "code", models.CharField(blank=True, max_length=31)),
        migrations.AddField(
            "edition",
            "base_code",
            models.CharField(blank=True, db_index=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AlterField("edition", "agency_code", models.CharField(db_index=True, max_length=40)),
        migrations.AlterField("edition", "effective_from", models.DateField(null=True)),
        migrations.AddField("edition", "ended_on", models.DateField(null=True)),
        migrations.AlterField("edition", "theme", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("edition", "audience", models.CharField(blank=True, max_length=12)),
        migrations.AlterField("edition", "kind", models.CharField(blank=True, max_length=12)),
        migrations.AddField("edition", "author", models.UUIDField(null=True)),
        migrations.AddField(
            "edition",
            "author_name",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField("edition", "submitter", models.UUIDField(null=True)),
        migrations.AddField("edition", "changed_at", models.DateTimeField(null=True)),
        migrations.AlterField("edition", "published_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "edition",
            "publisher_name",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("edition", "changed_at", models.DateTimeField()),
        migrations.AddConstraint(
            "edition",
            models.UniqueConstraint(
                condition=models.Q(("stage__in", ("published", "suspended", "withdrawn"))),
                fields=("slug", "edition"),
                name="one_edition_of_each_number",
            ),
        ),
        migrations.AddConstraint(
            "edition",
            models.UniqueConstraint(
                condition=models.Q(("stage__in", ("draft", "submitted"))),
                fields=("slug",),
                name="one_open_draft_of_an_item",
            ),
        ),
        migrations.CreateModel(
            name="BaseItemRow",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("slug", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("item_type", models.CharField(max_length=2)),
                ("department", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=20)),
                ("levels", models.JSONField()),
                ("document", models.JSONField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={"ordering": ("code",)},
        ),
        migrations.CreateModel(
            name="LibraryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("materials", "共享材料"),
                            ("fields", "字段字典"),
                            ("contacts", "咨询联系"),
                            ("profiles", "承办模板"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("document", models.JSONField()),
            ],
            options={
                "ordering": ("kind", "key"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="one_library_entry_of_each_key")
                ],
            },
        ),
    ]
