"""Many random walks, one after the other: `python -m tests.invariants.many FIRST LAST STEPS` (`make lives`).

Each seed begins in the same empty city, on the installation that ONEWINDOW_DATA or DATABASE_URL names, and
leaves nothing there.
"""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from onewindow.invariants.examine import examine  # noqa: E402
from onewindow.people.models import Post  # noqa: E402
from tests.invariants.driver import Walk  # noqa: E402
from tests.stories.city import load_city  # noqa: E402


def main() -> None:
    """Walk seeds FIRST to LAST for STEPS each, from the same empty city; exit with 1 at the first breach."""
    first, last, steps = (int(argument) for argument in sys.argv[1:4])
    call_command("migrate", verbosity=0)
    if not Post.objects.exists():
        load_city()
    for seed in range(first, last + 1):
        with transaction.atomic():
            walk = Walk(seed)
            walk.go(steps)
            found = [breach for examined in examine() for breach in examined.breaches]
            transaction.set_rollback(True)
        print(f"seed {seed}: {sum(walk.done.values())} done, {sum(walk.refused.values())} refused, "
              f"{walk.swept} swept, {len(found)} breaches", flush=True)  # fmt: skip
        for breach in found:
            print(f"  {breach.invariant}: {breach.thing} {breach.number}: {breach.what}")
        if found:
            sys.exit(1)


if __name__ == "__main__":
    main()
