"""Many cases by SQL: copies of a few that were really taken through the commands, spread over agencies and a year.

Nine in ten are archived; the others are received, in review, waiting for a decision or for their result, of an age at
which a few of each hundred are overdue. Every case has its application and all its clocks; one in a hundred, of which the
case pages are opened, also its material, papers, documents and journal. PostgreSQL only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from psycopg import Connection

CASES, CLOCKS = "cases_case", "clocks_clock"
WHOLE_EVERY = 100
"""One case in so many has everything that a case page shows."""

BEFORE = """
CREATE FUNCTION crowd_id(old uuid, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(old::text || n), 1, 3)
          || '8' || substr(md5(old::text || n), 4, 15))::uuid $$;
CREATE FUNCTION crowd_check(body text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE product int := 10; digit int;
BEGIN
  FOREACH digit IN ARRAY string_to_array(body, NULL)::int[] LOOP
    product := (product + digit) % 10;
    IF product = 0 THEN product := 10; END IF;
    product := product * 2 % 11;
  END LOOP;
  RETURN body || (11 - product) % 10;
END $$;
CREATE UNLOGGED TABLE crowd (n bigint PRIMARY KEY, model uuid, shift interval, anchor timestamptz, no text,
                             agency text, division text, hall text, whole boolean);
"""
PLAN = """
INSERT INTO crowd SELECT n, m.id, at - m.received_at, at,
  crowd_check('990102' || to_char(date '2000-01-01' + (n / 90000)::int, 'YYYYMMDD') || lpad((n %% 90000 + 1)::text, 5, '0')),
  a.code, a.division, (%(halls)s::text[])[1 + n %% %(hall_count)s], (n / 1000 + n) %% %(every)s = 0
FROM generate_series(%(first)s::bigint, %(last)s::bigint) n
CROSS JOIN cases_case m
CROSS JOIN LATERAL (SELECT %(now)s::timestamptz - interval '1 day' * (%(young)s + (%(old)s - %(young)s)
                    * (n * 2654435761 %% 1000003) / 1000003.0) AS at) t
CROSS JOIN LATERAL (SELECT * FROM unnest(%(codes)s::text[], %(divisions)s::text[]) WITH ORDINALITY AS u(code, division, place)
                    WHERE place = 1 + n %% %(agency_count)s) a
WHERE m.no = %(model)s AND n %% 1000 >= %(share_from)s AND n %% 1000 < %(share_to)s
"""


@dataclass(frozen=True)
class Kind:
    """Cases like `model`: `share` of a thousand, taken in between `young` and `old` days before now."""

    model: str
    share: int
    young: float
    old: float


@dataclass(frozen=True)
class Places:
    """Agencies (with their division) and halls; who is named oftener has more."""

    agencies: Sequence[tuple[str, str]]
    halls: Sequence[str]


COPIED: dict[str, tuple[str, Mapping[str, str]]] = {
    "cases_application": ("m.id = (SELECT application_id FROM cases_case WHERE id = c.model)", {}),
    CASES: ("m.id = c.model", {
        "no": "c.no", "agency_code": "c.agency", "division": "c.division", "hall_code": "c.hall",
        "applicant_name": "m.applicant_name || c.n",
    }),
    CLOCKS: ("m.case_id = c.model", {"case_no": "c.no", "agency_code": "c.agency", "hall_code": "c.hall"}),
}  # fmt: skip
"""Tables of which every case has rows: which rows of the model, and columns that differ beside ids and times."""
COPIED_WHOLE: dict[str, tuple[str, Mapping[str, str]]] = {
    "cases_submission": ("m.case_id = c.model", {}),
    "cases_paper": ("m.case_id = c.model", {
        "barcode": "substr(md5(c.n || m.barcode), 1, 12)", "agency_code": "c.agency", "hall_code": "c.hall",
    }),
    "documents_document": ("m.case_id = c.model", {
        "no": "m.no || '-' || c.n", "case_no": "c.no", "agency_code": "c.agency", "hall_code": "c.hall",
    }),
    "issuance_result": ("m.case_id = c.model", {
        "no": "m.no || '-' || c.n", "agency_code": "c.agency", "hall_code": "c.hall",
    }),
    "issuance_delivery": ("m.case_id = c.model", {"agency_code": "c.agency", "hall_code": "c.hall"}),
    "journal_event": ("m.thing_kind = 'case' AND m.thing_id = c.model", {}),
}  # fmt: skip
KEPT = {"party_id", "edition_id", "evidence_id", "sheet_id", "by", "subject", "subject_id", "received_by", "accepted_by", "handler",
        "decided_by", "made_by", "served_by"}  # fmt: skip
"""Ids of what the copies share: people, keys, evidence."""
COLUMNS = (
    "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public' "
    "ORDER BY ordinal_position"
)

PLAIN = "FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname = ANY (%s) AND NOT i.indisunique ORDER BY i.indexrelid"
INDEXES = f"SELECT pg_get_indexdef(i.indexrelid) {PLAIN}"
DROPS = f"SELECT 'DROP INDEX ' || i.indexrelid::regclass {PLAIN}"
"""Indexes are made anew behind millions of rows: that is faster than keeping them, and they are the same."""


def crowd(
    connection: Connection, kinds: Sequence[Kind], places: Places, *, cases: int, now: str
) -> Iterator[str]:
    """Make the cases on a connection in autocommit that may switch triggers off; says what it did after each step."""
    connection.execute(BEFORE.encode())
    share = 0
    for kind in kinds:
        connection.execute(PLAN.encode(), {
            "first": 1000, "last": 999 + cases, "model": kind.model, "now": now, "young": kind.young, "old": kind.old,
            "share_from": share, "share_to": share + kind.share, "every": WHOLE_EVERY, "halls": list(places.halls),
            "hall_count": len(places.halls), "codes": [code for code, _ in places.agencies],
            "divisions": [division for _, division in places.agencies], "agency_count": len(places.agencies),
        })  # fmt: skip
        share += kind.share
    yield "planned"
    connection.execute("SET session_replication_role = replica")
    indexes = [str(row[0]) for row in connection.execute(INDEXES.encode(), (list(COPIED),))]
    for statement in [row[0] for row in connection.execute(DROPS.encode(), (list(COPIED),))]:
        connection.execute(statement.encode())
    for tables, where in ((COPIED, ""), (COPIED_WHOLE, " AND c.whole")):
        for table, (belongs, changed) in tables.items():
            done = connection.execute(_copy(connection, table, belongs + where, changed).encode())
            yield f"{table}: {done.rowcount:,} rows"
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("SET maintenance_work_mem = '512MB'")
    for definition in indexes:
        connection.execute(definition.encode())
    yield f"{len(indexes)} indexes"
    connection.execute("VACUUM ANALYZE")
    yield "analysed"


def _copy(connection: Connection, table: str, where: str, changed: Mapping[str, str]) -> str:
    columns = {str(row[0]): str(row[1]) for row in connection.execute(COLUMNS.encode(), (table,))}
    values = [changed.get(name) or _expression(name, kind) for name, kind in columns.items()]
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {", ".join(values)} FROM crowd c JOIN "{table}" m ON {where}'
    )


def _expression(name: str, kind: str) -> str:
    if kind == "uuid" and name not in KEPT:
        return f'crowd_id(m."{name}", c.n, c.anchor)'
    return f'm."{name}" + c.shift' if kind == "timestamptz" else f'm."{name}"'
