"""Plays lives through the real commands: `python -m tests.bench.play_ours SEAT` on the environment's database."""

from __future__ import annotations

import sys

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.bench.life import Cast, company, life  # noqa: E402
from tests.bench.seat import answer_rounds  # noqa: E402


def main(seat: int) -> None:
    cast = Cast()
    backend = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
    answer_rounds(lambda serial: life(cast, company(seat, serial), serial), backend)


if __name__ == "__main__":
    main(int(sys.argv[1]))
