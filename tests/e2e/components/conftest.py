"""A server and a browser for the components alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.components.gallery import DESKTOP, PLAIN_PAGES

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
FONTS = """<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>
"""


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    overrides = override_settings(
        ROOT_URLCONF="tests.e2e.components.gallery",
        MIDDLEWARE=["csp.middleware.CSPMiddleware"],
        TEMPLATES=PLAIN_PAGES,
        ALLOWED_HOSTS=["localhost"],
    )
    with overrides:
        server = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://localhost:{server.port}"
        server.terminate()


@pytest.fixture(scope="package")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    cache = tmp_path_factory.mktemp("fonts")
    configuration = cache / "fonts.conf"
    configuration.write_text(FONTS.format(fonts=Path(pylopdf_fonts_zh_cn.__file__).parent, cache=cache))
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS, env=environment)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh page in which no script may fail and nothing may be missing or forbidden by the policy."""
    context = browser.new_context(base_url=site, viewport=DESKTOP)
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []
