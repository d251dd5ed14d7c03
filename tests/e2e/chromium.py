"""Chromium with the fonts of the wheel, so that Chinese pages look the same on every machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pylopdf_fonts_zh_cn
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
FONTS = """<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>
"""
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@contextmanager
def chromium(cache: Path) -> Iterator[Browser]:
    """A running browser: CHROMIUM or /usr/bin/chromium; `cache` is a folder for its fonts' index."""
    configuration = cache / "fonts.conf"
    configuration.write_text(FONTS.format(fonts=Path(pylopdf_fonts_zh_cn.__file__).parent, cache=cache))
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=FLAGS, env={**os.environ, "FONTCONFIG_FILE": str(configuration)}
        )
        try:
            yield running
        finally:
            running.close()
