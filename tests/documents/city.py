"""People, bodies and materials of the demo city 江州市 that the sample papers speak of."""

from typing import Any

Data = dict[str, Any]

HALL: Data = {
    "name": "临江区政务服务中心",
    "address": "江州市临江区滨江大道66号一楼综合受理区",
    "hours": "工作日 9:00—12:00，13:30—17:00",
}
CITY_HALL: Data = {
    "name": "江州市政务服务中心",
    "address": "江州市府前路1号",
    "hours": "工作日 9:00—12:00，13:30—17:00",
}
PHONES: Data = {"window": "0990-12345601", "supervise": "0990-12345699"}
LI: Data = {
    "kind": "person",
    "name": "李晓䶮",
    "id_type": "居民身份证",
    "id_no": "990102********0028",
    "phone": "138****0028",
    "address": "江州市临江区望江镇杏花村12号",
}
COMPANY: Data = {
    "kind": "organisation",
    "name": "江州市临江区李记面馆（个体工商户）",
    "id_type": "统一社会信用代码",
    "id_no": "92990102MA0000001X",
    "legal_person": "李晓䶮",
    "phone": "138****0028",
    "address": "江州市临江区滨江大道118号一层",
}
AGENT: Data = {
    "name": "张㛃",
    "id_type": "居民身份证",
    "id_no": "990103********1126",
    "phone": "139****1126",
}
MARKET = "江州市市场监督管理局"
CASE_NO = "JZ990100202605150012"
QR = "/track/JZ990100202605150012"


def limit(n: int, due: str, unit: str = "working_day", provisional: bool = False) -> Data:
    return {"n": n, "unit": unit, "due": due, "provisional": provisional}


def basis(law: str, article: str, checked: bool = False) -> Data:
    return {"law": law, "article": article, "checked": checked}


def received(name: str, copies: int, original: str, pages: int | None, form: str = "paper") -> Data:
    return {"name": name, "copies": copies, "original": original, "pages": pages, "form": form}


PERMIT_LAW = "中华人民共和国行政许可法"
FOOD_LAW = "中华人民共和国食品安全法"
MATERIALS = [
    received("食品经营许可申请书", 1, "form", 4),
    received("营业执照", 1, "copy", 1, "electronic"),
    received("与食品经营相适应的主要设备设施布局、操作流程文件", 1, "original", 3),
    received("食品安全自查、从业人员健康管理、进货查验记录等保证食品安全的规章制度", 1, "original", 12),
    received("经营者身份证明", 1, "both", 2),
]
HEALTH_DEFERRED: Data = {
    "name": "从业人员健康证明（厨师2人）",
    "way": "窗口提交或者网上上传",
    "deadline": limit(5, "2026-05-22T17:00:00+08:00"),
}
REMEDIES: Data = {
    "review_body": "江州市人民政府",
    "review_days": 60,
    "court": "江州市临江区人民法院",
    "suit_months": 6,
}
PROMISED = limit(8, "2026-05-28T17:00:00+08:00")
STATUTORY = limit(20, "2026-06-15T17:00:00+08:00")


def paper(number: str, **more: Any) -> Data:
    return {
        "number": number,
        "issuer": MARKET,
        "hall": HALL,
        "dated": "2026-05-18",
        "qr_text": QR,
        "phones": PHONES,
        "seal": {"arc": MARKET, "middle": "行政审批专用章"},
        **more,
    }


def about_case(number: str, **more: Any) -> Data:
    case: Data = {
        "case_no": CASE_NO,
        "matter": "食品经营许可（新办）",
        "agency": MARKET,
        "applicant": COMPANY,
    }
    return paper(number, **(case | more))
