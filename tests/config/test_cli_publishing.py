"""What one process publishes, processes that have long been serving say too, without a restart."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from tests.config.command import ITEMS, ROOT, onewindow, surroundings

SLUG, NEW = "huwai-zhaopai", "jiashizheng-zhuxiao"
WORKERS, ASKED = 2, 12
WITHIN_SECONDS = 60.0
"""发布之后一分钟内，各处一致."""


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of `onewindow serve` with two processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "onewindow", "serve", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--workers", str(WORKERS)], cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL
    )
    home = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answered(f"{home}/")[0] == 200, process)
        yield home
    finally:
        process.terminate()
        process.wait(timeout=90)


def until(true: object, process: subprocess.Popen[bytes] | None = None) -> float:
    """How many seconds it took to become true; fails after a minute."""
    assert callable(true)
    began = time.monotonic()
    while time.monotonic() - began < WITHIN_SECONDS:
        try:
            if true():
                return time.monotonic() - began
        except OSError:
            assert process is None or process.poll() is None, "the server ended"
        time.sleep(0.2)
    raise AssertionError("not within a minute")


def answered(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=60) as page:
            return page.status, page.read().decode()
    except HTTPError as refused:
        return refused.code, ""


def everywhere(url: str) -> set[tuple[int, str]]:
    """The different answers to a dozen at once, so that both processes are asked."""
    with ThreadPoolExecutor(WORKERS) as asking:
        return set(asking.map(answered, [url] * ASKED))


def put(directory: Path, slug: str, *changes: tuple[str, str]) -> None:
    text = (ITEMS / f"{slug}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (directory / f"{slug}.yaml").write_text(text, encoding="utf-8")


def test_what_is_published_reaches_every_door_of_every_process(tmp_path: Path) -> None:
    data, items = tmp_path / "data", tmp_path / "items"
    items.mkdir()
    shutil.copy(ITEMS / f"{SLUG}.yaml", items)
    assert onewindow("setup", "--data", str(data)).returncode == 0
    assert onewindow("catalogue", "import", str(items), "--data", str(data)).returncode == 0
    with serving(data) as home:
        doors = {
            f"{home}/matters/{SLUG}/": "改过的说明",
            f"{home}/api/v1/matters/{SLUG}": "2024-06-01",
            f"{home}/matters/{NEW}/": "驾驶证",
            f"{home}/matters/": NEW,
            f"{home}/search/?q={quote('驾驶证')}": NEW,
            f"{home}/api/v1/matters": NEW,
        }
        for url, words in doors.items():
            assert not any(words in page for _, page in everywhere(url)), url
        put(
            items,
            SLUG,
            ("edition: 1", "edition: 2"),
            ("2024-01-01", "2024-06-01"),
            ("换同样大小的新招牌", "改过的说明：换新招牌"),
        )
        put(items, NEW)
        done = onewindow("catalogue", "import", str(items), "--data", str(data))
        assert (done.returncode, done.stdout) == (0, "目录中共2版清单，本次新发布2版\n")
        for url, words in doors.items():
            until(lambda url=url, words=words: all(words in page for _, page in everywhere(url)))
