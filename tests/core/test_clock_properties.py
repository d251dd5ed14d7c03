"""What holds for every limit, start and set of pauses."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Limit, Pause, Unit, due, recompute, remaining, used_share, yellow_at

CHINA = load_calendars(Path(__file__).parents[2] / "content" / "calendars")
FIRST = datetime(2025, 1, 1, tzinfo=SHANGHAI)

units = st.sampled_from(list(Unit))
instants = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: FIRST + timedelta(minutes=n))
lengths = st.integers(0, 40)


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime, open_too: bool = False) -> list[Pause]:
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        begin = start + timedelta(minutes=draw(st.integers(-2000, 40_000)))
        end = begin + timedelta(minutes=draw(st.integers(0, 20_000)))
        lasting = open_too and draw(st.booleans())
        pauses.append(Pause(begin, None if lasting else end, "依据", "expert_review"))
    return pauses


@st.composite
def limits(draw: st.DrawFn, open_too: bool = False) -> tuple[Limit, datetime, list[Pause]]:
    start = draw(instants)
    return Limit(draw(lengths), draw(units)), start, draw(pauses_after(start, open_too))


@given(limits())
def test_a_longer_limit_never_ends_earlier(case: tuple[Limit, datetime, list[Pause]]) -> None:
    limit, start, pauses = case
    shorter = due(limit, start, CHINA, pauses).at
    longer = due(Limit(limit.n + 1, limit.unit), start, CHINA, pauses).at
    assert shorter is not None
    assert longer is not None
    assert start <= shorter <= longer


@given(limits(), st.data())
def test_one_more_pause_never_makes_a_limit_end_earlier(
    case: tuple[Limit, datetime, list[Pause]], data: st.DataObject
) -> None:
    limit, start, pauses = case
    more = data.draw(pauses_after(start))
    before = due(limit, start, CHINA, pauses).at
    after = due(limit, start, CHINA, pauses + more).at
    assert before is not None
    assert after is not None
    assert before <= after


@given(limits())
def test_a_limit_in_days_ends_with_office_hours_of_a_working_day_that_runs(
    case: tuple[Limit, datetime, list[Pause]],
) -> None:
    limit, start, pauses = case
    at = due(limit, start, CHINA, pauses).at
    assert at is not None
    if limit.unit.in_days:
        assert CHINA.is_working_day(at.date())
        assert at == CHINA.closes(at.date())
    assert limit.n == 0 or not any(p.start < at < (p.end or at) for p in pauses)


@given(limits(open_too=True))
def test_recomputing_from_the_stored_inputs_gives_the_same(
    case: tuple[Limit, datetime, list[Pause]],
) -> None:
    limit, start, pauses = case
    first = due(limit, start, CHINA, pauses)
    assert recompute(json.loads(json.dumps(first.inputs)), CHINA) == first


@given(limits(open_too=True))
def test_only_an_open_pause_leaves_the_end_unknown(case: tuple[Limit, datetime, list[Pause]]) -> None:
    limit, start, pauses = case
    at = due(limit, start, CHINA, pauses).at
    opened = min((p.start for p in pauses if p.end is None), default=None)
    if at is None:
        assert opened is not None
    elif opened is not None and limit.n:
        assert at <= opened or at.date() == opened.date()


@given(st.integers(1, 40), instants)
def test_working_days_are_provisional_exactly_when_they_end_in_an_unpublished_year(
    n: int, start: datetime
) -> None:
    reckoned = due(Limit(n), start, CHINA)
    assert reckoned.at is not None
    assert reckoned.provisional == (reckoned.at.year > 2026)


@given(st.integers(1, 40), instants, st.data())
def test_working_days_used_and_left_are_the_whole_limit(n: int, start: datetime, data: st.DataObject) -> None:
    reckoned = due(Limit(n), start, CHINA)
    assert reckoned.at is not None
    now = start + data.draw(st.integers(0, 10_000)) * (reckoned.at - start) / 10_000
    used = CHINA.working_days_between(start.date(), now.date())
    assert remaining(reckoned, now, CHINA).left == n - used


@given(limits(open_too=True), instants, st.integers(1, 100_000))
def test_as_time_goes_by_the_used_share_never_shrinks(
    case: tuple[Limit, datetime, list[Pause]], now: datetime, minutes: int
) -> None:
    limit, start, pauses = case
    reckoned = due(limit, start, CHINA, pauses)
    later = now + timedelta(minutes=minutes)
    assert used_share(reckoned, now, CHINA) <= used_share(reckoned, later, CHINA)


@given(limits())
def test_yellow_comes_between_the_start_and_the_end(case: tuple[Limit, datetime, list[Pause]]) -> None:
    limit, start, pauses = case
    reckoned = due(limit, start, CHINA, pauses)
    yellow = yellow_at(reckoned, CHINA)
    assert yellow is not None
    assert reckoned.at is not None
    assert start <= yellow <= reckoned.at


@given(st.integers(2, 60), instants)
def test_yellow_is_the_first_day_on_which_no_more_than_a_fifth_is_left(n: int, start: datetime) -> None:
    reckoned = due(Limit(n), start, CHINA)
    yellow = yellow_at(reckoned, CHINA)
    assert yellow is not None
    threshold = max(Decimal(n) / 5, Decimal(1))
    assert remaining(reckoned, yellow, CHINA).left <= threshold
    before = yellow - timedelta(days=1)
    assert before < start or remaining(reckoned, before, CHINA).left > threshold
