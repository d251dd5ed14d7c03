"""The demo city 江州市, loaded through the same commands that its people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from onewindow.bundles.commands import import_bundles
from onewindow.cases.models import Case
from onewindow.catalogue.commands import import_editions
from onewindow.catalogue.models import Edition
from onewindow.clocks.board import work_calendar
from onewindow.config.demo.batches import announce
from onewindow.config.demo.bundles import keep_bundles
from onewindow.config.demo.catalogue import keep_items
from onewindow.config.demo.course import Course
from onewindow.config.demo.delegations import hand_down
from onewindow.config.demo.deputies import stand_in
from onewindow.config.demo.intermediaries import keep_register
from onewindow.config.demo.library import keep_library
from onewindow.config.demo.plots import PlotFile, read_plots
from onewindow.config.demo.register import register
from onewindow.config.demo.residents import Residents, read_stuff
from onewindow.config.demo.scene import Scene, cast
from onewindow.config.demo.timeline import Timeline
from onewindow.core.ids import seeded
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.journal.lock import one_writer
from onewindow.journal.sealer import seal
from onewindow.people.loading import load_staff
from onewindow.people.models import Party, Staff
from onewindow.places.loading import load_places

SEED = 990100
REGISTERED = timedelta(days=7)
"""How long before the first case the register of applicants was taken over."""
STILL_TO_PRINT = timedelta(hours=1)


@dataclass(frozen=True)
class Loaded:
    """What was loaded, with one case to look up on the public page."""

    as_of: datetime
    parties: int
    cases: int
    no: str
    query_code: str

    def __str__(self) -> str:
        return (f"江州市 as of {self.as_of:%Y-%m-%d %H:%M}: {self.parties} parties, {self.cases} cases; "
                f"to track one: {self.no}, 查询密码 {self.query_code}")  # fmt: skip


def load_city(as_of: datetime, say: Callable[[str], None] = lambda line: None) -> Loaded:
    """Load places, staff, editions, parties and cases as they stand at `as_of`, all or nothing.

    The same `as_of` (to the minute) gives the same city. Raises Refusal `not-empty` (409) when the
    installation already holds staff, parties or cases.
    """
    with one_writer():
        if any(model.objects.exists() for model in (Case, Party, Staff)):
            raise Refusal("not-empty", "这里已经有工作人员、申请人或办件，演示城市只能装入空的数据目录。")
        with seeded(SEED):
            loaded = _load(Timeline(as_of, work_calendar()), say)
        _leave_old_papers_unprinted(loaded.as_of)
    while seal():
        pass
    return loaded


def _load(timeline: Timeline, say: Callable[[str], None]) -> Loaded:
    demo = settings.CONTENT_DIR / "demo"
    files = read_plots(demo / "cases")
    residents = Residents(read_stuff(demo / "residents.yaml"))
    first = min(timeline.at(plot.story[0].at) for file in files for plot in file.plots)
    deputies = _load_places(demo, first)
    say("places, staff, editions")
    for file in files:
        for plot in file.plots:
            residents.meet(plot.party)
    residents.fill()
    register(residents, at=first - REGISTERED)
    say(f"{len(residents.known)} parties")
    explanations = yaml.load((demo / "explanations.yaml").read_text("utf-8"), yaml.CSafeLoader)
    course = Course(timeline, cast(), explanations, say)
    scenes = _scenes(files, residents, course)
    stand_in(deputies, course)
    keep_items(yaml.load((demo / "editions.yaml").read_text("utf-8"), yaml.CSafeLoader), course)
    keep_library(yaml.load((demo / "library.yaml").read_text("utf-8"), yaml.CSafeLoader), course)
    keep_bundles(yaml.load((demo / "bundles.yaml").read_text("utf-8"), yaml.CSafeLoader), course)
    hand_down(yaml.load((demo / "delegations.yaml").read_text("utf-8"), yaml.CSafeLoader), course)
    announce(yaml.load((demo / "batches.yaml").read_text("utf-8"), yaml.CSafeLoader), course)
    keep_register(
        yaml.load((demo / "intermediaries.yaml").read_text("utf-8"), yaml.CSafeLoader), residents, course
    )
    course.run()
    shown = max(scenes, key=lambda scene: scene.no)
    return Loaded(timeline.as_of, Party.objects.count(), Case.objects.count(), shown.no, shown.query_code)


def _load_places(demo: Path, at: datetime) -> list[object]:
    """Places, staff and editions; returns who will stand in for whom."""
    places: dict[str, Any] = yaml.load((demo / "places.yaml").read_text("utf-8"), yaml.CSafeLoader)
    divisions = yaml.safe_load((settings.CONTENT_DIR / "divisions" / "jiangzhou.yaml").read_text("utf-8"))
    load_places(divisions, places)
    load_staff(places["staff"], at=at)
    import_editions(settings.CONTENT_DIR / "items", at=at, checked=False)
    import_bundles(settings.CONTENT_DIR / "bundles", at=at)
    deputies: list[object] = places["deputies"]
    return deputies


def _scenes(files: list[PlotFile], residents: Residents, course: Course) -> list[Scene]:
    scenes: list[Scene] = []
    for file in files:
        edition = Edition.objects.published().get(slug=file.item)
        for plot in map(file.filled, file.plots):
            number = (
                residents.citizen_number(plot.agent.born, plot.agent.sex, len(scenes)) if plot.agent else ""
            )
            scene = Scene(
                plot, edition, residents.meet(plot.party), course.cast, file.opinion, file.reasons, number
            )
            course.add(scene, plot, len(scenes))
            scenes.append(scene)
    return scenes


def _leave_old_papers_unprinted(as_of: datetime) -> None:
    """The worker prints what somebody waits for; the papers of past weeks are printed when they are opened."""
    waited_for = Document.objects.filter(made_at__gte=as_of - STILL_TO_PRINT) | Document.objects.filter(
        stage="to_serve"
    )
    Document.objects.exclude(pk__in=waited_for).update(to_print=False)
