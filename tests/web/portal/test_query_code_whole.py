"""The query code opens a case only as a whole: one wrong character anywhere is a wrong code."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.cases.tracking import tracked
from onewindow.core.ids import QUERY_LENGTH
from onewindow.core.refusal import Refusal
from tests.stories.conftest import MONDAY
from tests.web.portal.conftest import code_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", range(QUERY_LENGTH))
def test_one_wrong_character_is_a_wrong_code(received_case: str, place: int) -> None:
    code = code_of(received_case)
    wrong = code[:place] + ("A" if code[place] != "A" else "C") + code[place + 1 :]
    with pytest.raises(Refusal) as refused:
        tracked(received_case, wrong, at=MONDAY)
    assert refused.value.code == "track-no-match"
    assert tracked(received_case, code, at=MONDAY + timedelta(minutes=1))["case"]
