"""The page of permissions says what the policies, the registry and the tables say, and nothing twice."""

from __future__ import annotations

from onewindow.access.commands import COMMANDS, SEATS
from onewindow.api import policy as api
from onewindow.catalogue.signing import signing_table
from onewindow.config.docs.permissions import permissions_page
from onewindow.core.separation import PAIRS
from onewindow.web import policy as web


def marks(first: str) -> set[str]:
    """The roles that are marked in a row."""
    line = next(line for line in permissions_page().splitlines() if line.startswith(f"| {first} |"))
    cells = [cell.strip() for cell in line.split("|")[1:-1]]
    return {role for role, cell in zip(SEATS, cells[3:], strict=True) if cell}


def test_every_url_of_both_policies_stands_there_with_exactly_its_roles() -> None:
    for policy in (web.POLICY, api.POLICY):
        for name, row in policy.items():
            assert marks(name) == row.roles & set(SEATS), name


def test_every_command_stands_there_with_exactly_its_roles() -> None:
    for name, row in COMMANDS.items():
        assert marks(name.replace(".commands.", "/")) == row.roles, name


def test_every_row_of_signing_and_every_pair_stands_there() -> None:
    page = permissions_page()
    assert page.count("(待核) |\n") >= len([r for r in signing_table().rows if "待核" in r.basis])
    for pair in PAIRS:
        assert f"| {pair.first} " in page
        assert pair.why in page
    assert "| shipin-jingying | grant 准予 | 部门审批人员、部门负责人 | area ≤ 500 平方米 |" in page
