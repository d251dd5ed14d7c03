"""Where a command's time goes: `python -m tests.bench.profile [--lives 40]`.

First samples of the processor, of the commands alone and through the API; then cProfile of the commands on PostgreSQL
(parts, the top by cumulative and by own time); then what the database says of each statement (pg_stat_statements).
"""

from __future__ import annotations

import argparse
import re

import psycopg

from onewindow.config.clock import offset_to
from tests.bench.http_lives import MONDAY
from tests.bench.scratch import run, scratch

STATEMENTS = """
SELECT calls, total_plan_time, total_exec_time, rows, query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
WHERE d.datname = 'bench_profile' ORDER BY total_plan_time + total_exec_time DESC LIMIT 40
"""
WARM_LIVES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lives", type=int, default=40)
    lives: int = parser.parse_args().lives
    with scratch() as place:
        surroundings = place.make("bench_profile")
        place.execute("CREATE EXTENSION pg_stat_statements")
        place.execute("ALTER DATABASE bench_profile SET pg_stat_statements.track_planning = on")
        sampled = place.make("bench_sampled") | {"ONEWINDOW_CLOCK_OFFSET": str(offset_to(MONDAY))}
        for through in ("commands", "API"):
            print(run("tests.bench.sampled", str(5 * lives), through, surroundings=sampled))
        print(run("tests.bench.profiled", str(lives), surroundings=surroundings))
        print(
            "Statements by time in the database, a life:\n\n   calls        ms    µs/call   rows  statement"
        )
        with psycopg.connect(place.url("postgres")) as connection:
            for calls, planned, spent, rows, query in connection.execute(STATEMENTS):
                shown = re.sub(r"\s+", " ", query)
                played = lives + WARM_LIVES
                print(
                    f"{calls / played:8.1f} {planned / played:9.3f} {spent / played:9.3f} "
                    f"{(planned + spent) / calls * 1e3:9.0f} "
                    f"{rows / max(calls, 1):6.1f}  {shown[:150]}"
                )


if __name__ == "__main__":
    main()
