"""`python -m tests.bench [quick|full]`: run it all and print the figures as JSON."""

from __future__ import annotations

import json
import sys

from tests.bench import commands, http_lives
from tests.bench.scratch import scratch

PLANS = {"quick": commands.Plan(5, 3.0, 15.0), "full": commands.Plan(15, 6.0, 120.0)}

if __name__ == "__main__":
    plan = PLANS[sys.argv[1] if len(sys.argv) > 1 else "quick"]
    with scratch() as place:
        figures = {
            "commands": commands.measure(place, plan),
            "http": http_lives.measure(place, plan, place.folder / "recording"),
        }
    json.dump(figures, sys.stdout, indent=1)
