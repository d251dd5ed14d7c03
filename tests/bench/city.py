"""Make the installation of the environment ready: the schema by the program's own migrations, and the city."""

from __future__ import annotations

import django
from django.core.management import call_command

django.setup()

from onewindow.vault.subjects import institution_key  # noqa: E402
from tests.stories.city import load_city  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_city()
    institution_key()
