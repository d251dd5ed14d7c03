"""Samples of decisions, results and hand-over."""

from typing import Any

from tests.documents.city import (
    AGENT,
    CASE_NO,
    COMPANY,
    FOOD_LAW,
    HALL,
    LI,
    MARKET,
    PERMIT_LAW,
    REMEDIES,
    Data,
    about_case,
    basis,
    limit,
    paper,
)


def line(label: str, value: str) -> Data:
    return {"label": label, "value": value}


LICENCE_NO = "JY29901020000118"
DECISIONS: Data = {
    "grant_decision": about_case(
        "江市监食许〔2026〕118号",
        dated="2026-05-26",
        seal={"arc": MARKET},
        permit=True,
        applied_on="2026-05-15",
        accepted_on="2026-05-18",
        bases=[basis(PERMIT_LAW, "第三十八条第一款", True), basis(FOOD_LAW, "第三十五条")],
        content=[
            line("经营者名称", COMPANY["name"]),
            line("经营场所", "江州市临江区滨江大道118号一层"),
            line("主体业态", "餐饮服务经营者（小餐饮）"),
            line("经营项目", "热食类食品制售；自制饮品制售（不含现制生鲜乳）"),
        ],
        conditions=[
            "许可事项发生变化的，应当在变化后10个工作日内申请变更。",
            "在经营场所的显著位置悬挂许可证正本。",
        ],
        result_name="食品经营许可证",
        result_number=LICENCE_NO,
        valid_from="2026-05-26",
        valid_until="2031-05-25",
        delivery="window",
        deliver_by=limit(10, "2026-06-09T17:00:00+08:00"),
        remedies=REMEDIES,
    ),
    "denial_decision": about_case(
        "江市监食不许〔2026〕5号",
        dated="2026-05-26",
        seal={"arc": MARKET},
        permit=True,
        applied_on="2026-05-15",
        accepted_on="2026-05-18",
        bases=[basis(PERMIT_LAW, "第三十八条第二款", True), basis("食品经营许可和备案管理办法", "第十七条")],
        reasons=[
            "经2026年5月20日现场核查（核查人员：赵敏、孙立），粗加工区与餐具清洗消毒区共用一个水池，不符合生熟分开、防止交叉污染的要求。",
            "经营场所距离开放式垃圾收集点不足25米，且未采取有效隔离措施。",
            "你单位于2026年5月22日书面表示暂不整改。",
        ],
        remedies=REMEDIES,
    ),
    "licence": paper(
        LICENCE_NO,
        dated="2026-05-26",
        seal={"arc": MARKET},
        name="食品经营许可证",
        fields=[
            line("经营者名称", COMPANY["name"]),
            line("统一社会信用代码", COMPANY["id_no"]),
            line("法定代表人", "李晓䶮"),
            line("住所", "江州市临江区望江镇杏花村12号"),
            line("经营场所", "江州市临江区滨江大道118号一层"),
            line("主体业态", "餐饮服务经营者（小餐饮）"),
            line("经营项目", "热食类食品制售；自制饮品制售（不含现制生鲜乳）"),
            line("日常监督管理机构", "江州市市场监督管理局临江分局"),
        ],
        valid_from="2026-05-26",
        valid_until="2031-05-25",
        remarks=["经营者应当在经营场所显著位置悬挂本证正本。"],
    ),
    "instant_result": about_case(
        "临民优〔2026〕000231号",
        issuer="临江区民政局",
        dated="2026-05-15",
        seal={"arc": "临江区民政局", "middle": "行政审批专用章"},
        matter="老年人优待证（敬老优待证）办理",
        agency="临江区民政局",
        applicant=LI | {"name": "李福生", "id_no": "990102********0013"},
        agent=None,
        received_at="2026-05-15T10:05:00+08:00",
        done_at="2026-05-15T10:11:00+08:00",
        result_name="敬老优待证",
        result_number="LJ6500231",
        fields=[line("优待类别", "六十五周岁以上"), line("发证地", "江州市临江区")],
        outcome="经核验身份和年龄，符合办理条件，准予发放敬老优待证。",
        card={
            "title": "敬老优待证",
            "number": "LJ6500231",
            "fields": [
                line("姓名", "李福生"),
                line("性别", "男"),
                line("出生年月", "1958年3月"),
                line("发证日期", "2026年5月15日"),
            ],
            "notes": [
                "凭本证在江州市范围内享受乘坐公共汽车、游览公园等优待。",
                "本证限本人使用，遗失请到任一综合受理窗口补办。",
            ],
        },
        window="综合受理1号窗口",
        clerk="王芳",
    ),
}

HANDED: list[Data] = [
    {
        "case_no": CASE_NO,
        "applicant": COMPANY["name"],
        "matter": "食品经营许可（新办）",
        "materials": [
            {"name": "食品经营许可申请书", "copies": 1, "original": "form", "pages": 4},
            {"name": "主要设备设施布局、操作流程文件", "copies": 1, "original": "original", "pages": 3},
            {"name": "保证食品安全的规章制度", "copies": 1, "original": "original", "pages": 12},
        ],
    },
    {
        "case_no": "JZ990100202605150015",
        "applicant": "江州市云帆文化传播有限公司",
        "matter": "食品经营许可（变更）",
        "materials": [
            {"name": "食品经营许可变更申请书", "copies": 1, "original": "form", "pages": 2},
            {"name": "食品经营许可证正本、副本", "copies": 1, "original": "original", "pages": 2},
        ],
        "late": True,
        "remark": "上午收件，因复印机故障延至次日移交",
    },
]


def sheet(number: str, **more: Any) -> Data:
    return paper(
        number,
        issuer=HALL["name"],
        dated="2026-05-15",
        seal=None,
        sheet_no=number,
        qr_text=f"/sheets/{number}",
        **more,
    )


HANDOVER: Data = {
    "material_sheet": sheet(
        "CL990102202605150003",
        from_unit="临江区政务服务中心综合受理窗口",
        to_unit=MARKET,
        session="2026年5月15日上午",
        due_at="2026-05-15T15:00:00+08:00",
        handed_by="王芳",
        cases=HANDED,
    ),
    "result_sheet": sheet(
        "JG990102202605260002",
        from_unit=MARKET,
        to_unit="临江区政务服务中心综合出件窗口",
        due_at="2026-05-28T17:00:00+08:00",
        handed_by="赵敏",
        handed_at="2026-05-26T14:20:00+08:00",
        received_by="钱丽",
        results=[
            {
                "case_no": CASE_NO,
                "applicant": COMPANY["name"],
                "matter": "食品经营许可（新办）",
                "result_name": "食品经营许可证（正本、副本）",
                "result_number": LICENCE_NO,
                "copies": 2,
                "check": "matched",
                "collect": [{"name": "收件通知书回执", "requirement": "收回原件"}],
            },
            {
                "case_no": "JZ990100202605150015",
                "applicant": "江州市云帆文化传播有限公司",
                "matter": "食品经营许可（变更）",
                "result_name": "食品经营许可证（正本、副本）",
                "result_number": "JY29901020000067",
                "copies": 2,
                "check": "mismatched",
                "mismatch": "证载住所“滨江大道18号”与受理信息“滨江大道81号”不一致",
                "correction": limit(1, "2026-05-27T17:00:00+08:00"),
                "collect": [{"name": "原食品经营许可证正本、副本", "requirement": "收回原件并注销"}],
            },
        ],
    ),
    "delivery_receipt": about_case(
        "临江政务送〔2026〕000118号",
        issuer=HALL["name"],
        dated="2026-05-27",
        seal={"arc": HALL["name"], "middle": "出件专用章"},
        agent=AGENT,
        documents=[
            {"name": "准予决定书", "number": "江市监食许〔2026〕118号"},
            {"name": "食品经营许可证", "number": LICENCE_NO, "copies": 2},
        ],
        method="direct",
        place="临江区政务服务中心综合出件窗口",
        servers=["钱丽"],
        collect=[{"name": "收件通知书回执", "requirement": "收回原件"}],
        return_by=limit(1, "2026-05-28T17:00:00+08:00"),
    ),
}
