"""Long runs of random lives (`make lives`), recorded for the scoreboard; exit with 1 at the first breach.

    python -m tests.invariants.many pure SEQUENCES          on the pure core, 50 steps each
    python -m tests.invariants.many walks FIRST LAST STEPS  through the commands, a walk a seed

The walks use a database of their own, or the one that DATABASE_URL names; each begins in the same empty city and
leaves nothing there.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
os.environ.setdefault("ONEWINDOW_DATA", tempfile.mkdtemp(prefix="onewindow-lives-"))
django.setup()

from django.db import transaction  # noqa: E402
from hypothesis.stateful import run_state_machine_as_test  # noqa: E402

from onewindow.invariants.breach import REGISTERED, Breach  # noqa: E402
from onewindow.invariants.examine import examine  # noqa: E402
from onewindow.people.models import Post  # noqa: E402
from tests.invariants.driver import Walk  # noqa: E402
from tests.invariants.test_pure_lives import STEPS, Lives, walked  # noqa: E402
from tests.results import Figure, record  # noqa: E402
from tests.stories.city import load_city  # noqa: E402


def pure(sequences: int) -> None:
    """Random lives on the tables and clocks alone."""
    Lives.taken.clear()
    run_state_machine_as_test(Lives, settings=walked(sequences))
    figures: dict[str, Figure] = {
        "sequences": sequences, "steps a sequence, at most": STEPS, "steps taken": Lives.taken["done"],
        "steps refused": Lives.taken["refused"], "breaches": 0,
    }  # fmt: skip
    record("random lives on the pure core", command="make lives", figures=figures, database="none")
    print(figures)


def walks(first: int, last: int, steps: int) -> None:
    """Random lives through the commands, every invariant looked at after each."""
    call_command("migrate", verbosity=0)
    if not Post.objects.exists():
        load_city()
    tally: Counter[str] = Counter()
    for seed in range(first, last + 1):
        found = _walk(seed, steps, tally)
        if found:
            print(*(f"  {b.invariant}: {b.thing} {b.number}: {b.what}" for b in found), sep="\n")
            sys.exit(1)
    figures: dict[str, Figure] = {
        "walks": last - first + 1, "commands done": tally["done"], "commands refused": tally["refused"],
        "traces of a refusal": 0, "alerts swept": tally["swept"], "cases": tally["cases"],
        "invariants": len(REGISTERED), "breaches": 0,
    }  # fmt: skip
    record("random lives through the commands", seed=first, command="make lives", figures=figures)
    print(figures)


def _walk(seed: int, steps: int, tally: Counter[str]) -> list[Breach]:
    with transaction.atomic():
        walk = Walk(seed)
        walk.go(steps)
        examined = examine()
        transaction.set_rollback(True)
    found = [breach for one in examined for breach in one.breaches]
    done, refused = sum(walk.done.values()), sum(walk.refused.values())
    cases = max(one.looked_at for one in examined)
    tally.update(done=done, refused=refused, swept=walk.swept, cases=cases)
    said = f"seed {seed}: {cases} cases, {done} done, {refused} refused, {walk.swept} swept"
    print(f"{said}, {len(found)} breaches", flush=True)
    return found


if __name__ == "__main__":
    which, *numbers = sys.argv[1:]
    if which == "pure":
        pure(int(numbers[0]))
    else:
        walks(*(int(number) for number in numbers))
