"""The hunt: every planted fault must be caught by the tests that are said to catch it.

    python -m tests.faults.run              the short form: only the tests that a patch names (make faults)
    python -m tests.faults.run 07 12        these faults only
    python -m tests.faults.run --whole      all tests for each fault; hours (make faults-long)

Fails when a fault is not caught, when a patch no longer applies, and when the tests are red without any patch.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.faults.hunt import Run, Verdict, hunt, make_ground, run_tests
from tests.faults.page import PAGE, page, told
from tests.faults.planted import Fault, planted
from tests.results import database_version, record


def main() -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("faults", nargs="*", help="beginnings of names of patches, such as 07")
    parser.add_argument("--whole", action="store_true", help="run all tests for each fault")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    try:
        faults = planted(only=chosen.faults)
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="onewindow-faults-") as folder:
        ground = make_ground(Path(folder))
        if red := red_without_patch(faults, ground, chosen.workers, whole=chosen.whole):
            print(f"The tests are red without any patch:\n{red}", file=sys.stderr)
            return 1
        verdicts = hunt_all(faults, ground, chosen.workers, whole=chosen.whole)
    return report(verdicts, time.monotonic() - began, complete=not chosen.faults, whole=chosen.whole)


def red_without_patch(faults: list[Fault], ground: Path, workers: int, *, whole: bool) -> str:
    """The output of the tests of all faults together if they are not green as the tree stands."""
    tests = sorted({test for fault in faults for test in _known_tests(fault, ground)})
    # A test file at a time in turn, so that the slow ones are dealt out evenly.
    hands = [["tests"]] if whole else [tests[start::workers] for start in range(min(workers, len(tests)))]
    with ThreadPoolExecutor(workers) as threads:
        runs: list[Run] = list(threads.map(lambda hand: run_tests(ground, hand, whole=whole), hands))
    return "\n".join(run.output[-4000:] for run in runs if run.status != 0)


def _known_tests(fault: Fault, ground: Path) -> list[str]:
    try:
        return fault.tests(ground)
    except ValueError:
        return []  # the hunt for this fault says it


def hunt_all(faults: list[Fault], ground: Path, workers: int, *, whole: bool) -> list[Verdict]:
    """All verdicts in the order of the faults, each told as it comes."""
    with ThreadPoolExecutor(workers) as threads:
        hunts = [threads.submit(hunt, fault, ground, whole=whole) for fault in faults]
        for done in as_completed(hunts):
            verdict = done.result()
            result = f"caught by {verdict.tests[0]}" if verdict.caught else verdict.why_not
            more = f" and {len(verdict.tests) - 1} more" if len(verdict.tests) > 1 else ""
            print(f"{verdict.fault.name} ({verdict.seconds:.1f} s): {result}{more}", flush=True)
    return [one.result() for one in hunts]


def report(verdicts: list[Verdict], seconds: float, *, complete: bool, whole: bool) -> int:
    """Say how it went, keep the figures of a complete hunt, and write the page; 1 when a fault got away."""
    lost = [verdict for verdict in verdicts if not verdict.caught]
    print(f"{len(verdicts) - len(lost)} of {len(verdicts)} faults caught in {seconds:.0f} s")
    for verdict in lost:
        print(f"FAILED {verdict.fault.name} ({verdict.fault.title}): {verdict.why_not}", file=sys.stderr)
    if complete:
        record(
            "planted faults, all tests for each" if whole else "planted faults",
            figures={
                "planted": len(verdicts),
                "caught": len(verdicts) - len(lost),
                "in all, s": round(seconds, 1),
                "processor time, s": round(_processor_seconds(), 1),
            },
            command="make faults-long" if whole else "make faults",
            database=database_version(""),
        )
    if not lost and not whole:
        write_page(verdicts)
    return 1 if lost else 0


def _processor_seconds() -> float:
    """What the runs of pytest took of all cores together, whatever else the machine did meanwhile."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_page(verdicts: list[Verdict]) -> None:
    """Put what was caught now beside what the page says of the others; faults never hunted keep it from being written."""
    known = told(PAGE.read_text(encoding="utf-8")) if PAGE.is_file() else {}
    known |= {verdict.fault.name: verdict.tests[0] for verdict in verdicts}
    faults = planted()
    if missing := [fault.name for fault in faults if fault.name not in known]:
        print(f"{PAGE.name} was not written: not hunted yet are {', '.join(missing)}")
    else:
        PAGE.write_text(page(faults, known), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
