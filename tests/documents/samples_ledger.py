"""A sample of the printed ledger."""

from tests.documents.city import CITY_HALL, Data, paper


def cells(*pairs: tuple[str, str]) -> list[Data]:
    return [{"before": before, "after": after} for before, after in pairs]


LEDGER: Data = {
    "reform_ledger": paper(
        "2026年5月20日编制",
        issuer="江州市行政审批局",
        hall=CITY_HALL,
        dated="2026-05-20",
        seal=None,
        before="食品经营许可（第1版）",
        after="食品经营许可（第2版）",
        invented=False,
        shared=1,
        prepared_by="温玉兰",
        measures=[
            {
                "label": "减材料", "before": "22份", "after": "4份", "before_share": 1000, "after_share": 182,
                "change": "少18份（81.8%）",
            },
            {
                "label": "减跑动", "before": "4次", "after": "0次", "before_share": 1000, "after_share": 0,
                "change": "少4次（100%）",
            },
        ],
        columns=["环节", "材料"],
        matters=[
            {
                "name": "食品经营许可", "cells": cells(("6", "6"), ("22", "4")),
                "gone": ["法定代表人户口簿", "房屋租赁备案证明"], "new": ["承诺书"],
            },
        ],
        rules=["环节、材料、时限按所需最多的情形计。"],
    ),
}  # fmt: skip
