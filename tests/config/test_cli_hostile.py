"""What nobody should hand in comes back with file, row and field, in whichever format; nothing of it comes in."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.config import hostile
from tests.config.command import ITEMS, onewindow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that offers one item."""
    home = tmp_path_factory.mktemp("installation")
    (home / "items").mkdir()
    shutil.copy(ITEMS / f"{hostile.INSTALLED}.yaml", home / "items")
    assert onewindow("setup", "--data", str(home / "data")).returncode == 0
    done = onewindow("catalogue", "import", str(home / "items"), "--data", str(home / "data"))
    assert done.returncode == 0, done.stdout
    return home / "data"


def told(installed: Path, path: Path, *options: str) -> list[str]:
    """What the import says of each fault. Neither an edition nor a draft nor an event came in."""
    done = onewindow("catalogue", "import", str(path), *options, "--data", str(installed))
    heading, *faults = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert heading.endswith(f"有{len(faults)}处不符合规定，未导入任何内容")
    with sqlite3.connect(installed / "onewindow.sqlite3") as database:
        assert database.execute("SELECT slug, edition FROM catalogue_edition").fetchall() == [
            ("huwai-zhaopai", 1)
        ]
        assert database.execute(
            "SELECT count(*) FROM journal_event WHERE thing_kind = 'edition'"
        ).fetchone() == (1,)
    return [fault.strip() for fault in faults]


def test_a_directory_of_faults_is_told_file_by_file(installed: Path, tmp_path: Path) -> None:
    hostile.write_editions(tmp_path)
    assert told(installed, tmp_path) == [
        "broken.yaml: 第2行: 不是合格的 YAML：did not find expected node content",
        "fapiao-lingyong.yaml 第82行: steps[2].after: 环节互为前后，走不到头：accept → check → decide → accept",
        "gongzhang-beian.yaml 第82行: visits: 应是整数",
        "huwai-zhaopai.yaml 第11行: effective_from: 生效日期应晚于第1版的生效日期2024-01-01",
        "xiaofang-chengnuo.yaml 第17行: situations[0].when: 情形互为前提，问不下去：facility → facility",
        "xiaohu-er.yaml: code: 业务办理项编码已经用于另一事项“gongjijin-xiaohu”，请另编末两位",
        "yinzhang-zhuxiao.yaml 第4行: plain: 不得超过10000个字",
    ]


def test_a_workbook_of_faulty_items_is_told_row_by_row(installed: Path, tmp_path: Path) -> None:
    hostile.write_book(tmp_path / "all.xlsx")
    assert told(installed, tmp_path / "all.xlsx", "--publish") == [
        "事项 第3行 生效日期: 第1版自2024-01-01起生效，这一版不能更早或者同日",
        "办理环节 第17行 前一环节: 环节互为前后，走不到头：accept → check → decide → accept",
        "情形 第8行 适用情形: 情形互为前提，问不下去：facility → facility",
        "事项 第7行 实施编码: 业务办理项编码已经用于另一事项“gongjijin-xiaohu”，请另编末两位",
    ]


def test_merged_cells_and_wrong_types_in_a_workbook_are_told(installed: Path, tmp_path: Path) -> None:
    file, errors = tmp_path / "all.xlsx", tmp_path / "errors.xlsx"
    onewindow("catalogue", "export", str(file), "--data", str(installed))
    book = load_workbook(file)
    book["申请材料"].merge_cells("C2:C3")
    book["申请材料"]["H2"] = "两份"
    book["事项"]["G2"] = 45658
    book["事项"]["A1"] = "标识？"
    book.save(file)
    faults = told(installed, file, "--errors", str(errors))
    assert len(list(load_workbook(errors)["错误清单"].values)) == len(faults) + 1
    assert {"事项 第1行 标识？", "申请材料 第2行", "申请材料 第2行 份数"} <= {
        one.split(":")[0] for one in faults
    }


def test_a_torn_workbook_is_told(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "all.xlsx").write_bytes(b"PK\x03\x04 torn")
    assert told(installed, tmp_path / "all.xlsx") == ["工作簿: 不是完好的 XLSX 工作簿，请另存为 .xlsx 再导入"]


def test_exchange_tables_are_told_by_table_row_and_column(installed: Path, tmp_path: Path) -> None:
    tables = tmp_path / "guide.json"
    hostile.write_tables(tables, task_name=hostile.LONG)
    assert told(installed, tables) == ["up_task_general_basic 第1行 task_name: 有100000个字，最多200个字"]
    hostile.write_tables(tables, task_name=["书店"], promise_day={"n": 5})
    assert told(installed, tables) == [
        "up_task_general_basic 第1行 task_name: 应是文字或者数字",
        "up_task_general_basic 第1行 promise_day: 应是文字或者数字",
    ]
    tables.write_text('{"up_task_general_basic": [', encoding="utf-8")
    assert told(installed, tables) == ["guide.json: 不是合格的 JSON"]


def test_exchange_tables_as_csv_are_told_by_their_line(installed: Path, tmp_path: Path) -> None:
    basic = tmp_path / "up_task_general_basic.csv"
    basic.write_text('task_code,task_name\n"1,2\n', encoding="utf-8")
    assert told(installed, tmp_path) == [
        "up_task_general_basic 第1行: 不是合格的 CSV：unexpected end of data"
    ]
    basic.write_text("row_guid,task_code,task_name\nA,C1,书店\nA,C2,报亭\n", encoding="utf-8")
    assert told(installed, tmp_path) == ["up_task_general_basic 第2行 row_guid: 与前面一行重复"]
