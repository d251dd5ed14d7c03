"""The ledger when the files of reference cities are missing or broken: it names them and goes on."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.stories.conftest import Cast
from tests.web.conftest import signed_in

LEDGER = reverse("reform-ledger")
GOOD = """name: 远州市
invented: true
source: 演示数据。
matters:
  "990131021001": {name: 食品经营许可, steps: 4}
"""
MATTER = 'name: 远州市\ninvented: true\nsource: 演示数据。\nmatters:\n  "990131021001": '
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no yaml": ("name: [", "不是合格的 YAML"),
    "a list": ("- name: 远州市", "应是“名称: 内容”组成的清单"),
    "not utf-8": ("name: 临州".encode("gbk"), "文件应以 UTF-8 保存"),
    "empty": ("", "应是“名称: 内容”组成的清单"),
    "nothing stated": ("name: 远州市", "缺少这一项"),
    "a number as words": (MATTER + "{name: 食品经营许可, steps: 四}", "应是整数"),
    "below nothing": (MATTER + "{name: 食品经营许可, materials: -1}", "不得小于0"),
    "endless": (MATTER + "{name: 食品经营许可, days: .inf}", "不符合规定"),
    "beyond counting": (MATTER + "{name: 食品经营许可, visits: " + "9" * 400 + "}", "不得大于10000"),
    "an unknown word": (MATTER + "{name: 食品经营许可, stpes: 4}", "没有这一项，可能写错了名称"),
    "no code": (GOOD.replace("990131021001", "x"), "写法不符合规定"),
}  # fmt: skip


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The installed content with an empty folder of reference cities."""
    copytree(Path(installed.CONTENT_DIR), tmp_path / "content")
    settings.CONTENT_DIR = tmp_path / "content"
    found = tmp_path / "content" / "reference"
    for path in found.iterdir():
        path.unlink()
    return found


@pytest.fixture
def yu(client: Client, cast: Cast) -> Client:
    return signed_in(client, "yu2")


def read(client: Client) -> str:
    response = client.get(LEDGER)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("removed", [False, True])
def test_without_any_the_city_stands_beside_its_divisions(yu: Client, folder: Path, removed: bool) -> None:
    if removed:
        folder.rmdir()
    text = read(yu)
    assert "没有可用的对标城市文件" in text
    assert "有文件读不出来" not in text
    compared = yu.get(LEDGER).context["compared"]
    assert compared.before == "city"
    assert compared.after.startswith("division:")
    assert compared.shared


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_named_with_what_is_wrong(yu: Client, folder: Path, name: str) -> None:
    content, message = BROKEN[name]
    (folder / "yuanzhou.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    text = read(yu)
    assert "有文件读不出来" in text
    assert "yuanzhou.yaml" in text
    assert message in text
    assert "远州市" not in text


def test_the_others_stay_and_a_mended_file_is_back_at_once(yu: Client, folder: Path) -> None:
    (folder / "linzhou.yaml").write_text(GOOD.replace("远州", "临州"), encoding="utf-8")
    (folder / "yuanzhou.yaml").write_text("name: [", encoding="utf-8")
    text = read(yu)
    assert "全市现行事项 对比 临州市（演示）" in text
    assert "yuanzhou.yaml: 第" in text
    (folder / "yuanzhou.yaml").write_text(GOOD, encoding="utf-8")
    text = read(yu)
    assert "远州市（演示）" in text
    assert "有文件读不出来" not in text


def test_a_file_that_may_not_be_read_is_named(yu: Client, folder: Path) -> None:
    (folder / "yuanzhou.yaml").mkdir()
    text = read(yu)
    assert "yuanzhou.yaml" in text
    assert "不是文件" in text
