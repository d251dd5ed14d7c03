"""One writer, one transaction: all of a commit or nothing; one effect a submission; one winner a race."""

from __future__ import annotations

import pytest
from django.db import connection

from onewindow.cases.commands.accept import accept, begin_acceptance
from onewindow.cases.commands.receive import receive
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Case
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.journal.commit import Answer, Commit, PlatformWasFaster
from onewindow.journal.models import Counter, Event, Once
from onewindow.journal.once import once
from onewindow.journal.writer import write
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at, intake_of
from tests.stories.steps import noticed, received, refused


def test_two_clerks_at_once_one_wins_and_the_other_is_told(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    slow = open_folder(no, by=cast.zhao, at=at(3, 10))
    begin_acceptance(slow)
    accept(no, by=cast.zhao, at=at(3, 9, 59))
    before = Event.objects.count()
    refusal = refused(slow.write)
    assert refusal.code == "overtaken"
    assert "赵明于 09:59 办理过“受理”" in refusal.message
    assert Event.objects.count() == before


def test_a_submission_sent_twice_has_one_effect_and_the_same_answer(
    cast: Cast, restaurant: PartyFacts
) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    first = once("wang", "key-1", b"same", lambda: receive(intake, by=cast.wang, at=MONDAY))
    again = once("wang", "key-1", b"same", lambda: receive(intake, by=cast.wang, at=MONDAY))
    assert first == again
    assert Case.objects.count() == 1


def test_a_key_used_for_other_content_is_refused(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    once("zhao", "key-1", b"one", lambda: accept(no, by=cast.zhao, at=at(3, 10)))
    with pytest.raises(Refusal) as reused:
        once("zhao", "key-1", b"other", lambda: accept(no, by=cast.zhao, at=at(3, 11)))
    assert (reused.value.code, reused.value.status) == ("key-reused", 422)


def test_a_refused_submission_may_be_sent_again(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    with pytest.raises(Refusal):
        once("jiang", "key-1", b"one", lambda: accept(no, by=cast.jiang, at=at(3, 10)))
    assert not Once.objects.exists()
    once("zhao", "key-1", b"one", lambda: accept(no, by=cast.zhao, at=at(3, 10)))
    assert Case.objects.get(no=no).stage == "accepted"


def test_a_number_is_given_once_for_ever(cast: Cast, restaurant: PartyFacts) -> None:
    numbers = [received(cast, restaurant) for _ in range(5)]
    assert len(set(numbers)) == 5
    serials = [int(number[14:19]) for number in numbers]
    assert serials == list(range(serials[0], serials[0] + 5))


def test_a_fault_in_the_middle_of_writing_leaves_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    folder = open_folder(no, by=cast.zhao, at=at(3, 10))
    begin_acceptance(folder)
    taken = Document.objects.filter(case_no=no).first()
    assert taken is not None
    folder.commit.insert(
        Document(pk=taken.pk, no="another", subject_id=taken.subject_id, sealed=b"", made_at=at(3, 10))
    )
    counted = (Event.objects.count(), sorted(Counter.objects.values_list()), Document.objects.count())
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        folder.write()
    assert (Event.objects.count(), sorted(Counter.objects.values_list()), Document.objects.count()) == counted
    assert Case.objects.get(no=no).stage == "received"


def by_the_platform(no: str) -> None:
    """A card falls: the platform's own clock writes about the case."""
    commit = Commit(by=SYSTEM, at=at(3, 9, 59))
    commit.record(Case.objects.get(no=no), "alerted")
    write(commit)


def accepting(cast: Cast, no: str) -> Folder:
    """The acceptance as decided, not yet written."""
    folder = open_folder(no, by=cast.zhao, at=at(3, 10))
    begin_acceptance(folder)
    return folder


def test_who_was_overtaken_by_the_platform_alone_need_not_ask_again(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    tries = [accepting(cast, no)]
    by_the_platform(no)

    def act() -> Answer:
        return (tries.pop() if tries else accepting(cast, no)).write()

    assert once("zhao", "key-1", b"one", act)["case"] == no
    assert Case.objects.get(no=no).stage == "accepted"
    assert Once.objects.count() == 1


def test_who_was_overtaken_by_a_person_is_told_whatever_the_platform_did_besides(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    tries = [accepting(cast, no)]
    accept(no, by=cast.zhao, at=at(3, 9, 58))
    by_the_platform(no)
    assert refused(lambda: once("zhao", "key-1", b"one", tries.pop().write)).code == "overtaken"
    assert tries == []


def test_a_paper_printed_meanwhile_does_not_hold_up_its_service(cast: Cast, restaurant: PartyFacts) -> None:
    no, notice = noticed(cast, restaurant)
    stale = Document.objects.select_related("subject").get(pk=notice.pk)
    pdf_of(Document.objects.select_related("subject").get(pk=notice.pk), at=at(3, 11))
    commit = Commit(by=cast.wang, at=at(3, 11, 1))
    commit.move(stale, "serve")
    with pytest.raises(PlatformWasFaster) as told:
        write(commit)
    assert "平台于 11:00" in told.value.message
    assert Document.objects.get(no=notice.no, case_no=no).stage == "to_serve"


def test_the_events_of_a_commit_go_in_by_thing_so_that_no_two_writers_wait_for_each_other(
    cast: Cast, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    stored = "ctid" if connection.vendor == "postgresql" else "rowid"
    events = list(Event.objects.raw(f"SELECT * FROM journal_event WHERE at = %s ORDER BY {stored}", [MONDAY]))
    things = [(event.thing_kind, event.thing_id) for event in events]
    decided = [(event.thing_kind, event.thing_id) for event in sorted(events, key=lambda event: event.id)]
    assert things == sorted(things)
    assert things != decided
