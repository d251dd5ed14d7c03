"""The library and the base items get into the database, and the check finds them there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onewindow.catalogue.commands import import_editions, load, load_library
from onewindow.catalogue.files import FilesRefused
from onewindow.catalogue.library import Library, SharedMaterial, read_library
from onewindow.catalogue.lint import blocking, stored_library, surroundings_of
from onewindow.catalogue.models import BaseItemRow, Edition, LibraryEntry
from onewindow.core.calendar import SHANGHAI
from tests.catalogue.documents import next_edition, other_item, promised, with_at

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
CONTENT = Path(settings.CONTENT_DIR)


def test_the_stored_library_is_the_one_in_the_files() -> None:
    library = read_library(CONTENT)
    load_library(library, at=NOW)
    assert stored_library() == library
    assert library.bases
    assert library.materials


def test_loading_again_replaces_by_key_and_takes_nothing_away() -> None:
    load_library(read_library(CONTENT), at=NOW)
    before = LibraryEntry.objects.count()
    changed = SharedMaterial(
        name="营业执照（新版）", form="copy", source="government", issuer="市场监督管理部门",
        requirement="盖章。", checkpoints=("有效",), common_mistakes=("旧照",),
    )  # fmt: skip
    load_library(Library(materials={"business_licence": changed}), at=NOW)
    assert LibraryEntry.objects.count() == before
    assert stored_library().materials["business_licence"] == changed


def test_an_import_brings_the_library_of_its_files() -> None:
    LibraryEntry.objects.all().delete()
    BaseItemRow.objects.all().delete()
    import_editions(CONTENT / "items", at=NOW, checked=False)
    assert LibraryEntry.objects.filter(kind="materials", key="business_licence").exists()
    assert BaseItemRow.objects.get(slug="shipin-jingying").item.department == "市场监管"


def put(directory: Path, name: str, document: dict[str, Any]) -> None:
    (directory / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")


def test_one_file_that_does_not_pass_the_check_keeps_all_out(tmp_path: Path) -> None:
    put(tmp_path, "item-1.yaml", other_item(1, "甲"))
    put(tmp_path, "shu-dian.yaml", promised(handling=[]))
    with pytest.raises(FilesRefused) as refused:
        import_editions(tmp_path, at=NOW)
    (finding,) = refused.value.findings
    assert (finding.field.split(" ")[0], finding.field.split(" ")[-1]) == ("shu-dian.yaml", "handling")
    assert not Edition.objects.exists()


def test_what_was_collected_in_another_file_of_the_import_is_known(tmp_path: Path) -> None:
    put(tmp_path, "item-7.yaml", other_item(7, "选址意见"))
    put(tmp_path, "shu-dian.yaml", promised(follows=["990131007001"]))
    with pytest.raises(FilesRefused) as refused:
        import_editions(tmp_path, at=NOW)
    places = [finding.field.split(": ")[1] for finding in refused.value.findings]
    assert places == ["materials[0]", "materials[1]"]


def test_history_is_imported_as_it_was(tmp_path: Path) -> None:
    """A reform begins with an edition that no check would let pass today."""
    put(tmp_path, "shu-dian.1.yaml", promised(handling=[], visits=4))
    put(tmp_path, "shu-dian.yaml", next_edition(promised(), effective_from="2025-07-01"))
    import_editions(tmp_path, at=NOW)
    assert list(Edition.objects.values_list("edition", flat=True)) == [1, 2]


def test_whatever_is_published_passes_among_what_is_published() -> None:
    import_editions(CONTENT / "items", at=NOW, checked=False)
    row = Edition.objects.get(slug="shipin-jingying")
    assert blocking(row.document) == []


def test_what_surrounds_an_edition_is_read_in_three_statements() -> None:
    load(promised(), at=NOW)
    load(next_edition(promised(), effective_from="2025-07-01"), at=NOW)
    load(other_item(7, "书市许可"), at=NOW)
    document = promised(edition=3, effective_from="2025-08-01", follows=["990131007001"])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        around = surroundings_of(document)
    assert len(queries) == 3
    assert {one.edition for one in around.neighbours["990131099001"]} == {1, 2}
    assert [one.name for one in around.neighbours["990131007001"]] == ["书市许可"]


def test_a_handling_number_of_digits_stays_a_text() -> None:
    load(promised(handling_no="11"), at=NOW)
    (one,) = surroundings_of(promised()).neighbours["990131099001"]
    assert one.handling_code == "11990100MB9901024C399013109900111"


def test_a_draft_of_anything_can_be_checked() -> None:
    drafts: list[dict[str, Any]] = [
        {},
        {"slug": None, "base_code": 7, "follows": 3},
        {"follows": [[], None, "x"]},
    ]
    for document in drafts:
        assert blocking(document) != []


@pytest.mark.seeds("N36")
def test_a_report_of_an_intermediary_without_a_listed_service_keeps_the_item_from_being_published() -> None:
    """Before publication and at import alike: the list of the installation stands behind both."""
    report = {**promised()["materials"][1], "source": "intermediary", "issuer": "检测公司"}
    named, unnamed = {**report, "service": "water_test"}, report
    places = {}
    for said in (named, unnamed, {**report, "service": "feng_shui"}):
        document = promised(materials=[said])
        places[said.get("service", "")] = [
            finding.field for finding in blocking(document) if "中介服务不在清单" in finding.message
        ]
    assert places == {"water_test": [], "": ["materials[0].service"], "feng_shui": ["materials[0].service"]}


@pytest.mark.seeds("N36")
def test_files_are_checked_against_the_list_that_lies_beside_them(tmp_path: Path) -> None:
    report = {**promised()["materials"][1], "source": "intermediary", "issuer": "检测公司"}
    items = tmp_path / "items"
    items.mkdir()
    put(items, "shu-dian.yaml", promised(materials=[{**report, "service": "own_survey"}]))
    with pytest.raises(FilesRefused):
        import_editions(items, at=NOW)
    own = {"key": "own_survey", "name": "本地测绘", "law": "条例", "article": "第一条", "rank": "local_regulation",
           "checked": False, "days": 3, "price": "公示价"}  # fmt: skip
    (tmp_path / "intermediaries").mkdir()
    head = {"name": "本地清单", "office": "xzsp", "published_on": "2026-01-05"}
    put(tmp_path / "intermediaries", "services.yaml", {**head, "services": [own]})
    import_editions(items, at=NOW)
    assert Edition.objects.get().slug == "shu-dian"


HEAD = "name: 本地清单\noffice: xzsp\npublished_on: 2026-01-05\nservices:\n"
SERVICE = "- {key: own_survey, name: 本地测绘, law: 条例, article: 第一条, rank: RANK, checked: false, days: DAYS, price: 公示价}\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (HEAD + "- {key: own_survey", "services.yaml: 第6行", "不是合格的 YAML"),
        ("- 测绘\n", "services.yaml: 文件", "应是“名称: 内容”组成的清单"),
        ("name: 本地清单\n", "services.yaml: office", "缺少这一项"),
        (HEAD + SERVICE.replace("RANK", "local_regulation").replace("DAYS", "三天"),
         "services.yaml 第5行: services[0].days", "应是整数"),
        (HEAD + SERVICE.replace("RANK", "document").replace("DAYS", "3"),
         "services.yaml 第5行: services[0]", "“本地测绘”的依据只是规范性文件，不得列入清单"),
    ],
)  # fmt: skip
def test_a_list_of_services_that_is_none_is_told_by_file_line_and_field(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    items, beside = tmp_path / "items", tmp_path / "intermediaries"
    items.mkdir()
    beside.mkdir()
    put(items, "shu-dian.yaml", promised())
    (beside / "services.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FilesRefused) as refused:
        import_editions(items, at=NOW)
    told = {one.field: one.message for one in refused.value.findings}
    assert told[place].startswith(message)
    assert not Edition.objects.filter(slug="shu-dian").exists()


def test_the_database_says_what_was_collected_at_an_earlier_stage() -> None:
    load(other_item(7, "书市许可"), at=NOW)
    document = promised(follows=["990131007001"])
    assert "materials[1]" in [finding.field for finding in blocking(document)]
    spared = with_at(with_at(document, "materials.1.spared", "interface"), "materials.1.deferrable", False)
    del spared["materials"][1]["defer_days"]
    assert "materials[1]" not in [finding.field for finding in blocking(spared)]
