"""The check of bundle files, as whoever writes them sees it."""

from __future__ import annotations

from pathlib import Path

from tests.config.command import ITEMS, onewindow

BUNDLES = ITEMS.parent / "bundles"
GOOD = (BUNDLES / "kaiban-canyindian.yaml").read_text("utf-8")


def check(directory: Path, text: str, name: str = "kaiban-canyindian.yaml") -> tuple[int, str]:
    (directory / name).write_text(text, "utf-8")
    done = onewindow("catalogue", "bundles", "check", str(directory), cwd=directory)
    return done.returncode, done.stdout


def test_the_bundles_of_the_demo_city_can_be_offered(tmp_path: Path) -> None:
    done = onewindow("catalogue", "bundles", "check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{len(list(BUNDLES.glob('*.yaml')))} bundles\n")


def test_what_is_wrong_is_told_with_file_and_field(tmp_path: Path) -> None:
    text = GOOD.replace("lead: scjg\nc", "lead: nobody\nc").replace("item: huwai-zhaopai", "item: elsewhere")
    assert check(tmp_path, text) == (
        1,
        "一件事清单文件有2处不符合规定，未载入任何内容\n"
        "  kaiban-canyindian.yaml: lead: 没有“nobody”这个部门\n"
        "  kaiban-canyindian.yaml: members[5].item: 没有“elsewhere”这个事项\n",
    )


def test_broken_yaml_a_wrong_name_and_an_unknown_contact_are_told(tmp_path: Path) -> None:
    assert "kaiban-canyindian.yaml: 第2行" in check(tmp_path, "code: [\n")[1]
    assert (
        "contact.use: 共享库没有“nowhere”" in check(tmp_path, GOOD.replace("use: jz-hall", "use: nowhere"))[1]
    )
    (tmp_path / "kaiban-canyindian.yaml").unlink()
    assert "slug: 文件名应以“kaiban-canyindian”开头" in check(tmp_path, GOOD, "other.yaml")[1]


def test_a_code_used_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "another.yaml").write_text(GOOD.replace("slug: kaiban-canyindian", "slug: another"), "utf-8")
    assert check(tmp_path, GOOD)[1].count("已用于另一件事") == 4


def test_bundles_are_imported_after_their_items(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = onewindow(*words, "--data", str(tmp_path / "data"))
        return done.returncode, done.stdout

    assert run("setup")[0] == 0
    code, said = run("catalogue", "bundles", "import", str(BUNDLES))
    assert (code, "lead: 没有“scjg”这个部门" in said, "没有“shipin-jingying”这个事项" in said) == (
        1,
        True,
        True,
    )
    assert run("demo")[0] == 0
    total = len(list(BUNDLES.glob("*.yaml")))
    assert run("catalogue", "bundles", "import", str(BUNDLES)) == (0, f"目录中共{total}件事，本次新推出0件\n")
    out = tmp_path / "out"
    assert run("catalogue", "bundles", "export", str(out), "--bundle", "tuixiu") == (
        0,
        "1 editions of bundles\n",
    )
    assert [path.name for path in out.iterdir()] == ["tuixiu.yaml"]
    assert run("catalogue", "bundles", "import", str(out)) == (0, "目录中共1件事，本次新推出0件\n")
