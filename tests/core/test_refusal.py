import pytest

from onewindow.core.refusal import Finding, Refusal


def test_a_refusal_carries_a_code_for_programs_and_words_for_people() -> None:
    refusal = Refusal("stage-passed", "该办件已办结", findings=[Finding("phone", "号码少一位")])
    assert (refusal.code, refusal.message, refusal.status) == ("stage-passed", "该办件已办结", 409)
    assert refusal.findings == (Finding("phone", "号码少一位"),)
    assert str(refusal) == "stage-passed: 该办件已办结"


@pytest.mark.parametrize("code", ["", "Stage", "stage passed", "阶段", "stage-", "9lives"])
def test_a_code_is_stable_ascii(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        Refusal(code, "不行")


@pytest.mark.parametrize("status", [200, 302, 401, 500])
def test_a_refusal_is_a_client_status(status: int) -> None:
    with pytest.raises(ValueError, match="statuses"):
        Refusal("no", "不行", status)


def test_a_refusal_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        Refusal("no", "")
