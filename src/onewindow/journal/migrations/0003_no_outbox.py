from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("journal", "0002_append_only")]
    operations: ClassVar = [migrations.DeleteModel("Outbox")]
