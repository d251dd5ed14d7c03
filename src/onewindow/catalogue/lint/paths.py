"""Which answers lead where: whether any way through the situations (情形) meets a condition."""

from __future__ import annotations

from onewindow.catalogue.schema import Conditions, Edition

Way = dict[str, frozenset[str]]
"""Question id → the answers that are still open to it."""


def way(guide: Edition, *conditions: Conditions | None) -> Way | None:
    """The answers under which all the conditions hold together; None when there are none.

    A question is asked only when its own conditions are met, so they are met too. Conditions only ever join, which
    makes this exact: whatever answers remain, any choice among them is a way.
    """
    open_: Way = {}
    waiting = [one for one in conditions if one]
    while waiting:
        for question, wanted in waiting.pop().items():
            if question not in open_:
                situation = guide.situation(question)
                open_[question] = frozenset(answer.id for answer in situation.answers)
                waiting += [situation.when] if situation.when else []
            open_[question] &= frozenset(wanted)
            if not open_[question]:
                return None
    return open_


def implies(found: Way, conditions: Conditions) -> bool:
    """Whether every way that `found` allows meets the conditions."""
    return all(
        question in found and found[question] <= frozenset(wanted) for question, wanted in conditions.items()
    )
