"""Where a command's time goes: `python -m tests.bench.profile [--lives 40]`.

cProfile of the real commands on PostgreSQL (parts, then the top by cumulative and by own time), and then what
the database says of each statement (pg_stat_statements), over the same lives.
"""

from __future__ import annotations

import argparse
import re

import psycopg

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
        print(run("tests.bench.sampled", str(lives), surroundings=place.make("bench_sampled")))
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
