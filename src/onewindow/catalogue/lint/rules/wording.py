"""Words: catch-all clauses, empty words, sentences nobody can read, terms nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.lint.texts import texts
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

PAPERS = "材料|证明|证件|资料|文件|手续|凭证"
GRADES = "平同高甲乙丙特优上中下初均一二三四五"
"""甲等, 同等: where 等 is a grade and not “and so on”."""
CATCH_ALL = re.compile(
    rf"(其他|其它)(相关|有关|必要|需要)?的?({PAPERS})|(相关|有关)(的)?({PAPERS})|等(相关|有关|其他|其它)?({PAPERS})"
    rf"|(要求|规定|需要)的(其他|其它)|根据需要|视情况|等等|(?<![{GRADES}])等($|[，。；）])"
)
ASKED_FOR = re.compile(
    r"^(conditions\[\d+\]|materials\[\d+\]\.(name|requirement)|collect_on_issue\[\d+\]\.(name|requirement))$"
)
EMPTY = re.compile(
    r"(无|暂无|没有|略|同上|待定|待补充|待完善|详见附件|详见办事指南|测试|[-—/.*xX×]+|TODO|n/?a)[。.]?",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"[。！？]")


@rule(
    "catch-all", "兜底条款", "blocking",
    source="L6", remedy="写明究竟是哪一份材料、哪一项要求；说不出来的，删去。",
    refused=r"^materials\[\d+\]\.name: .*兜底用语",
)  # fmt: skip
def catch_all(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Whatever is asked for is named; “等”, “其他材料” and the like are not names."""
    for place, text in texts(guide):
        if ASKED_FOR.match(place) and (found := CATCH_ALL.search(text)):
            yield Finding(place, f"“{found[0]}”是兜底用语，申请人不知道还要带什么")


@rule(
    "empty-words", "空话占位", "blocking",
    source="N13", remedy="写上实际内容；这一项确实没有内容的，删去这一项。",
)  # fmt: skip
def empty_words(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """An answer may well be “没有”."""
    for place, text in texts(guide):
        if EMPTY.fullmatch(text) and not place.endswith(".label"):
            yield Finding(place, f"只写了“{text}”，等于没有写")


@rule(
    "long-text", "文字过长", "blocking",
    source="N13", remedy="只留办事人用得着的话；法条原文、内部规程不写进指南。",
)  # fmt: skip
def long_text(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    longest = surroundings.rules.longest_text
    for place, text in texts(guide):
        if len(text) > longest:
            yield Finding(place, f"有{len(text)}个字，超过{longest}个字")


@rule(
    "long-sentence", "句子过长", "warning",
    source="N13", remedy="分成几句，一句只说一件事。",
)  # fmt: skip
def long_sentence(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    longest = surroundings.rules.longest_sentence
    for place, text in texts(guide):
        worst = max(map(len, SENTENCES.split(text)))
        if longest < worst and len(text) <= surroundings.rules.longest_text:
            yield Finding(place, f"一句有{worst}个字，超过{longest}个字，读不下来")


@rule(
    "unexplained-term", "术语没有解释", "warning",
    source="N13", remedy="在“名词解释”中用平常话说明，或者换成平常话。",
)  # fmt: skip
def unexplained_term(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Each term of the trade once, where it is first used."""
    explained = {one.term for one in guide.terms}
    waiting = {term: plain for term, plain in surroundings.rules.terms.items() if term not in explained}
    for place, text in texts(guide):
        for term in [term for term in waiting if term in text]:
            yield Finding(place, f"“{term}”没有解释（可以写：{waiting.pop(term)}）")
