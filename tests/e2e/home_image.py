"""The picture of the home page that the README shows: `python -m tests.e2e.home_image`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.e2e.chromium import DESKTOP, chromium
from tests.e2e.hall import TUESDAY, Hall

IMAGE = Path(__file__).parents[2] / "docs/images/home.png"
IMAGE_BYTES = 150 * 1024


def taken(folder: Path) -> int:
    """Load a city in this folder, picture its home page, and return the size of the picture in bytes."""
    hall = Hall(folder)
    try:
        hall.open(TUESDAY)
        with chromium(folder) as browser:
            page = browser.new_page(base_url=hall.url, viewport=DESKTOP, locale="zh-CN")  # type: ignore[arg-type]
            page.goto("/")
            IMAGE.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=IMAGE)
    finally:
        hall.close()
    return IMAGE.stat().st_size


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as somewhere:
        size = taken(Path(somewhere))
    if size > IMAGE_BYTES:
        sys.exit(f"{IMAGE} is {size} bytes and should be at most {IMAGE_BYTES}")
