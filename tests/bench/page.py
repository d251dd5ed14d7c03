"""docs/reference/performance.md from the figures of one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.bench.budgets import Judged, judge

HEAD = """# Performance

Made by `{command}` (tests/bench); not edited by hand. Quote ratios, not absolutes: the floor is measured in the same run, in
rounds that alternate with ours, and the figures are medians of the rounds.

The floor is what must be done at least for the same rows: psycopg without Django, prepared statements, the server's own
placeholders, at most six round trips a command, in the schema that the program's own migrations make, with all its indexes and
triggers and every commit on the disk. At the start of a run one life of the real commands is recorded row by row; the floor
inserts and updates the same rows with payloads of the same size, takes the same numbers from the same counters, makes ids and
chains hashes. It decides nothing, checks nothing and encrypts nothing. A life is the {commands} commands of one promised matter from
intake to archive.
"""
Row = Sequence[object]


def page(figures: Mapping[str, Any], machine: Mapping[str, str]) -> str:
    """The whole page; a part that the run left out is left out."""
    commands = figures.get("commands")
    head = HEAD.format(command=machine["command"], commands=len(commands["commands"]) if commands else 12)
    parts = [
        head,
        _table(("", ""), [(name, value) for name, value in machine.items()]),
        _goals(judge(figures)),
    ]
    if commands:
        parts += [_beside(commands["postgresql"]), _each(commands["commands"]), _sqlite(commands["sqlite"])]
    parts += [_http(figures["http"])] if "http" in figures else []
    parts += [_sweep(figures["sweep"])] if "sweep" in figures else []
    parts += [_lists(figures["lists"])] if "lists" in figures else []
    parts += [_imports(figures["imports"])] if "imports" in figures else []
    return "\n".join(parts)


def _goals(judged: Iterable[Judged]) -> str:
    rows = [
        (one.words, f"{'≥' if one.side == 'least' else '≤'} {one.goal:g}", "—" if one.value is None else f"{one.value:.2f}",
         "not measured in this run" if one.value is None else "met" if one.meets_goal else "not met")
        for one in judged
    ]  # fmt: skip
    return "## Goals\n\n" + _table(("ratio", "goal", "measured", ""), rows)


def _beside(counts: Mapping[str, Any]) -> str:
    rows = [
        (count, f"{one['floor_lives']:.1f}", f"{one['lives']:.1f}", f"{one['floor_commands']:,.0f}", f"{one['commands']:,.0f}",
         f"**{one['ratio']:.2f}** ({min(one['ratios']):.2f}–{max(one['ratios']):.2f})",
         f"{one['p50']:.1f} / {one['p99']:.1f} / {one['max']:.0f}")
        for count, one in counts.items()
    ]  # fmt: skip
    titles = ("workers", "floor, lives/s", "ours, lives/s", "floor, commands/s", "ours, commands/s", "ours ÷ floor (least–most of a round)",
              "ours, p50 / p99 / max ms")  # fmt: skip
    return "## Commands on PostgreSQL\n\nOne worker is one process with one connection.\n\n" + _table(
        titles, rows
    )


def _each(commands: Sequence[Mapping[str, Any]]) -> str:
    rows = [_command(one) for one in commands]
    whole = {name: sum(one[name] for one in commands) for name in commands[0] if name != "name"}
    rows.append(_command({**whole, "name": "**a life**"}))
    titles = ("command", "rows", "bytes", "statements", "client µs", "backend µs", "floor: client µs", "floor: backend µs",
              "processor, floor ÷ ours", "ms", "floor ms")  # fmt: skip
    text = (
        "### One command at a time\n\nOne worker. Processor time of the client and of its database backend; statements without BEGIN "
        "and COMMIT; rows and bytes as recorded.\n\n"
    )
    return text + _table(titles, rows)


def _command(one: Mapping[str, Any]) -> Row:
    ours, floor = one["client_us"] + one["backend_us"], one["floor_client_us"] + one["floor_backend_us"]
    return (
        one["name"], one["rows"], f"{one['bytes']:,}", one["statements"], f"{one['client_us']:,.0f}", f"{one['backend_us']:,.0f}",
        f"{one['floor_client_us']:,.0f}", f"{one['floor_backend_us']:,.0f}", f"{floor / ours:.2f}", f"{one['ms']:.1f}", f"{one['floor_ms']:.1f}",
    )  # fmt: skip


def _sqlite(counts: Mapping[str, Any]) -> str:
    rows = [
        _times(f"{count} writers" if count != "1" else "1 writer", one, one["commands"])
        for count, one in counts.items()
    ]
    most = list(counts)[-1]
    rows += [_times(name, one) for name, one in counts[most]["each"].items()]
    text = f"## Commands on SQLite\n\nEach writer is a process; below, each command with {most} writers.\n\n"
    return text + _table(
        ("", "commands/s", "p50 ms", "p99 ms", "max ms", "p99 ÷ p50", "commands timed"), rows
    )


def _times(name: str, one: Mapping[str, Any], rate: float | None = None) -> Row:
    return (
        name, "" if rate is None else f"{rate:,.0f}", f"{one['p50']:.1f}", f"{one['p99']:.1f}", f"{one['max']:.0f}",
        f"{one['p99_to_p50']:.1f}", one["count"],
    )  # fmt: skip


def _http(http: Mapping[str, Any]) -> str:
    rows = [
        (name, f"{one['commands']:,.0f}", f"{http['floor_commands']:,.0f}", f"**{one['ratio']:.2f}**", f"{one['p50']:.1f} / {one['p99']:.1f} / {one['max']:.0f}",
         f"{one['server_us']:,.0f}", f"{one['database_us']:,.0f}", f"{one['client_us']:,.0f}")
        for name, one in http["ways"].items()
    ]  # fmt: skip
    text = (
        f"## Whole commands over HTTP\n\ngranian with {http['servers']} workers, {http['clients']} clients as processes of their own with keep-alive; one command is one POST "
        "with session or token, policy, validation, submission key and journal. Beside the floor with as many workers.\n\n"
    )
    titles = (
        "through",
        "commands/s",
        "floor, commands/s",
        "ours ÷ floor",
        "p50 / p99 / max ms",
        "server µs",
        "database µs",
        "client µs",
    )
    return text + _table(titles, rows)


def _sweep(sweep: Mapping[str, Any]) -> str:
    rows = [
        (name, f"{one['few']['running']:,} → {one['many']['running']:,}", one["many"]["found"],
         f"{one['few']['read']:,} → {one['many']['read']:,} {one['many']['unit']}", f"{one['rows_ratio']:.2f}",
         f"{one['few']['ms']:.2f} → {one['many']['ms']:.2f}", f"{one['time_ratio']:.2f}")
        for name, one in sweep.items()
    ]  # fmt: skip
    text = "## Finding the clocks that are due\n\nAs the sweeper asks for a batch; as many clocks that ended lie in the table beside those that run.\n\n"
    return text + _table(("", "running clocks", "found", "read", "ratio", "ms", "ratio"), rows)


def _lists(lists: Mapping[str, Any]) -> str:
    rows = [
        (name, one["statements"], f"{one['alone_p50']:.0f}", f"{one['p50']:.0f}", f"{one['p95']:.0f}", f"{one['max']:.0f}", f"{one['rate']:.0f}",
         f"{one['server_ms']:.1f}", f"{one['database_ms']:.1f}")
        for name, one in lists["pages"].items()
    ]  # fmt: skip
    text = (
        f"## Pages with {lists['cases']:,} cases\n\n{lists['clients']} clients with keep-alive, granian with {lists['servers']} workers. One case in ten is open; "
        "every case has its application and clocks, one in a hundred (those opened) its materials, papers, documents and journal.\n\n"
    )
    titles = (
        "page",
        "statements",
        "alone, p50 ms",
        "p50 ms",
        "p95 ms",
        "max ms",
        "pages/s",
        "server ms of processor",
        "database ms of processor",
    )
    return text + _table(titles, rows)


def _imports(imports: Mapping[str, Any]) -> str:
    rows = [
        (name, one["editions"], f"{one['seconds']:.1f}", f"{one['editions'] / one['seconds']:.0f}", f"{one['processor']:.1f}", f"{one['memory']:.0f}")
        for name, both in imports.items() for one in (both["few"], both["many"])
    ]  # fmt: skip
    text = (
        "## Bringing in editions\n\n`onewindow catalogue import` as a process of its own: every file is read twice, checked by "
        "all rules of the check of items, and published.\n\n"
    )
    return text + _table(
        ("", "editions", "seconds", "editions/s", "seconds of processor", "most memory, MB"), rows
    )


def _table(titles: Row, rows: Iterable[Row]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"
