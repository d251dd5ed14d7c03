"""`onewindow staff`: people who serve, their posts and who stands in for them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onewindow.config.cli.installation import Command, data_option, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import ROLES, SYSTEM, Actor

if TYPE_CHECKING:
    from onewindow.people.models import Post, Staff

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def staff() -> None:
    """Staff, their passwords, posts and deputies."""


@staff.command()
@data_option
@click.argument("username")
@click.password_option()
def password(data_dir: Path | None, username: str, password: str) -> None:
    """Set the password of USERNAME (asked for, never an argument)."""
    open_ready_installation(data_dir)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    person = _person(username)
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise click.ClickException(" ".join(fault.messages)) from fault
    person.set_password(password)
    person.save(update_fields=["password"])
    click.echo(f"password of {username} set")


@staff.command("add")
@data_option
@click.argument("username")
@click.argument("name")
def add(data_dir: Path | None, username: str, name: str) -> None:
    """Add a person, NAME as papers print it; without a post nobody can do anything."""
    open_ready_installation(data_dir)
    from onewindow.core.ids import uuid7
    from onewindow.people.models import Staff

    if Staff.objects.filter(username=username).exists():
        raise click.ClickException(f"there is a {username} already")
    person = Staff(id=uuid7(now()), username=username, name=name)
    person.set_unusable_password()
    person.save(force_insert=True)
    click.echo(f"{username} added; `onewindow staff password {username}` lets them sign in")


@staff.command("list")
@data_option
@click.option("--all", "everything", is_flag=True, help="Also posts that have ended or begin later.")
def list_(data_dir: Path | None, everything: bool) -> None:
    """One line a post in force: number, account, name, role, place, scope and dates."""
    open_ready_installation(data_dir)
    from onewindow.people.models import Post

    posts = Post.objects.whole().order_by("staff__username", "id")
    for post in posts if everything else posts.in_force(local(now()).date()):
        click.echo("\t".join(_cells(post)))


def _cells(post: Post) -> tuple[str, ...]:
    scope = [*post.matters, *(f"即办 {slug}" for slug in post.items)]
    if post.level:
        scope.append(f"层级 {post.level}")
    dates = f"{post.since}..{post.until or ''}"
    return str(post.pk), post.staff.username, post.holder, post.role, post.place, ",".join(scope), dates


@staff.command("grant")
@data_option
@click.argument("username")
@click.argument("role", type=click.Choice([role for role in ROLES if role not in {"system", "applicant"}]))
@click.option("--agency", default="")
@click.option("--hall", default="")
@click.option("--window", default="")
@click.option(
    "--matter", "matters", multiple=True, help="Slug of a matter covered; none for all of the agency's."
)
@click.option(
    "--instant", "items", multiple=True, help="Slug of an instant matter that the window may decide."
)
@click.option("--level", type=int, default=0, help="The one level of agencies a supervisor watches.")
@click.option("--since", type=DAY, default=None)
@click.option("--until", type=DAY, default=None, help="The last day in force.")
@click.option("--reason", default="")
def grant(data_dir: Path | None, username: str, role: str, since: datetime | None, until: datetime | None,
          reason: str, **scope: str | int | tuple[str, ...]) -> None:  # fmt: skip
    """Give USERNAME a post in ROLE, from today unless said otherwise."""
    open_ready_installation(data_dir)
    from onewindow.people.commands.grant_post import PostFacts, grant_post

    at = now()
    begins = since.date() if since else local(at).date()
    facts = PostFacts(role=role, since=begins, until=until.date() if until else None, **scope)  # type: ignore[arg-type]
    _told(lambda: _known_matters(*facts.matters, *facts.items))
    _told(lambda: grant_post(_person(username).pk, facts, reason=reason, by=SYSTEM, at=at))
    click.echo(f"{username} is {role} from {begins}")


@staff.command("end")
@data_option
@click.argument("post", type=int)
@click.option("--reason", required=True)
def end(data_dir: Path | None, post: int, reason: str) -> None:
    """Take the post with number POST away, at once."""
    open_ready_installation(data_dir)
    from onewindow.people.commands.grant_post import end_post

    _told(lambda: end_post(post, reason=reason, by=SYSTEM, at=now()))
    click.echo(f"post {post} ended")


def by_option(command: Command) -> Command:
    """`--by USERNAME`: the head or administrator whose act it is."""
    return click.option(
        "--by", "principal", required=True, help="Account of the head or administrator whose act it is."
    )(command)


@staff.command("deputise")
@data_option
@by_option
@click.argument("post", type=int)
@click.argument("username")
@click.option("--since", type=DAY, default=None)
@click.option("--until", type=DAY, required=True, help="The last day in force.")
@click.option("--reason", required=True)
def deputise(data_dir: Path | None, principal: str, post: int, username: str, since: datetime | None,
             until: datetime, reason: str) -> None:  # fmt: skip
    """Let USERNAME stand in (代理) for the holder of the post with number POST."""
    open_ready_installation(data_dir)
    from onewindow.people.commands.appoint_deputy import appoint_deputy

    at, first = now(), since.date() if since else local(now()).date()
    _told(
        lambda: appoint_deputy(
            post, _person(username).pk, since=first, until=until.date(), reason=reason, by=_actor(principal, at), at=at
        )
    )  # fmt: skip
    click.echo(f"{username} stands in for post {post} from {first} to {until.date()}")


@staff.command("revoke")
@data_option
@by_option
@click.argument("post", type=int)
@click.option("--reason", required=True)
def revoke(data_dir: Path | None, principal: str, post: int, reason: str) -> None:
    """End the deputy's post with number POST early."""
    open_ready_installation(data_dir)
    from onewindow.people.commands.appoint_deputy import revoke_deputy

    at = now()
    _told(lambda: revoke_deputy(post, reason=reason, by=_actor(principal, at), at=at))
    click.echo(f"post {post} revoked")


def _person(username: str) -> Staff:
    from onewindow.people.models import Staff

    person = Staff.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"no such staff: {username}")
    return person


def _actor(username: str, at: datetime) -> Actor:
    """The post in force through which this person may name deputies, the own one before one held for another."""
    from django.db.models import F

    from onewindow.people.models import Post

    day: date = local(at).date()
    posts = (
        Post.objects.whole().in_force(day).filter(staff=_person(username), role__in=("head", "administrator"))
    )
    post = posts.order_by(F("stands_in_for_id").asc(nulls_first=True), "role", "id").first()
    if post is None:
        raise click.ClickException(f"{username} holds no post as head or administrator")
    return post.actor()


def _known_matters(*slugs: str) -> None:
    from onewindow.catalogue.models import Edition

    unknown = sorted(set(slugs) - set(Edition.objects.values_list("slug", flat=True)))
    if unknown:
        findings = [Finding(slug, "没有这个事项。") for slug in unknown]
        raise Refusal("no-such-matter", "岗位还不完整。", status=404, findings=findings)


def _told(act: Callable[[], object]) -> None:
    """Do it, or say why not and end with status 1."""
    try:
        act()
    except Refusal as refusal:
        click.echo(refusal.message)
        for finding in refusal.findings:
            click.echo(f"  {finding.field}: {finding.message}")
        sys.exit(1)
