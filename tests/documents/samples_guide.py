"""Samples of the printed guide and of the handbook."""

from tests.documents.city import CITY_HALL, FOOD_LAW, HALL, MARKET, PERMIT_LAW, PHONES, Data, basis, paper

CHART: Data = {
    "svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 200" font-family="Noto Sans SC">'
        '<rect x="4" y="44" width="120" height="25" fill="#ffffff" stroke="#12549e"/>'
        '<text x="64" y="61" text-anchor="middle" font-size="13">收件</text></svg>'
    ),
    "width": 680,
    "height": 200,
}
MEASURES = basis("食品经营许可和备案管理办法", "第九条至第二十一条")
DESCRIBED: Data = {
    "dated": "2026-05-01",
    "seal": None,
    "hall": CITY_HALL,
    "qr_text": "/matters/food-licence/editions/3/",
    "name": "食品经营许可（新办）",
    "task_code": "1199010000000001A43990131001001",
    "edition": 3,
    "effective_from": "2026-05-01",
    "agency": MARKET,
    "item_type": "行政许可",
    "audience": "企业法人、个体工商户",
    "instant": False,
    "reform": "优化审批服务",
    "promised": {"n": 8, "unit": "working_day"},
    "statutory": {"n": 20, "unit": "working_day"},
    "other_limits": ["选“告知承诺”的：承诺时限1个工作日"],
    "visits": 1,
    "conditions": [
        "取得营业执照等合法主体资格",
        "具有与经营的食品品种、数量相适应的场所和设备",
        "有专职或者兼职的食品安全管理人员和规章制度",
    ],
    "chart": CHART,
    "procedures": [
        {
            "name": "现场核查",
            "cap": "5个工作日",
            "effect": "所用时间不计入承诺时限，但计入法定时限。",
            "more": "由2名以上工作人员进行。",
            "basis": basis(PERMIT_LAW, "第三十四条"),
        }
    ],
    "fees": [],
    "results": ["食品经营许可证（有效期5年）"],
    "collected": ["选“补证”的：《食品经营许可证》（收回旧证原件）"],
}
APPLICATION: Data = {
    "name": "食品经营许可申请书",
    "necessity": "required",
    "form": "form",
    "copies": 1,
    "source": "申请人自备",
    "requirement": "由经营者签字或者盖章",
    "common_mistakes": ["漏填主体业态", "经营项目与实际不符"],
    "sample": "80平方米餐馆一份",
}
LAYOUT: Data = {
    "name": "专间布局图",
    "necessity": "required",
    "form": "original",
    "copies": 1,
    "source": "申请人自备",
    "defer_days": 5,
    "requirement": "标明二次更衣和消毒设施",
    "when": "选“冷食类”的",
}
HEALTH: Data = {
    "name": "从业人员健康证明",
    "necessity": "optional",
    "form": "copy",
    "copies": 1,
    "source": "政府部门核发（卫生健康部门）",
    "requirement": "在有效期内",
}
GUIDE: Data = {
    "service_guide": paper(
        "食品经营许可（新办）办事指南第3版",
        **DESCRIBED,
        plain="开饭店、食堂、食品店以前要办的证。",
        chosen=[
            {"question": "经营场所是自有的还是租来的？", "answer": "租赁房屋"},
            {"question": "做不做冷食？", "answer": "冷食类"},
        ],
        left_out=2,
        materials=[APPLICATION, LAYOUT, HEALTH],
        spared=[
            {"name": "营业执照", "way": "调用电子证照（市场监督管理部门）"},
            {"name": "不动产权证书", "way": "部门共享核验（不动产登记机构）", "when": "选“自有”的"},
        ],
        extension="不能按期办结的，经本机关负责人批准可以延长一次，最长10个工作日，书面告知理由。",
        supplement="缺材料的，部门一次告知、一次写全，您在10个工作日内补齐；逾期没有补正的，视为您撤回申请。",
        deferral_lapse="可容缺的材料逾期没有补交的，撤销受理。",
        ways=["网上办", "一次办"],
        handling=[{"name": "即办件", "meaning": "材料齐全的，在窗口当场办好。"}],
        places=[
            CITY_HALL | {"phone": PHONES["window"], "transport": ["公交1路、8路政务中心站"]},
            HALL | {"phone": "0990-12345602", "transport": ["公交12路滨江大道站"]},
        ],
        address="江州市临江区滨江大道88号",
        office_hours="工作日9:00至12:00，13:30至17:00",
        transport=["地铁1号线滨江大道站"],
        bases=[basis(FOOD_LAW, "第三十五条"), MEASURES],
        terms=[{"name": "专间", "meaning": "加工冷食、生食的独立房间。"}],
        accountability="工作人员违反《中华人民共和国行政许可法》第七十二条、第七十三条、第七十四条的，依法追究责任。",
        questions=[
            {"question": "营业执照没有随身带怎么办？", "answer": "不需要提交，窗口通过电子证照库核验。"}
        ],
    ),
    "handbook": paper(
        "食品经营许可（新办）标准化手册第3版",
        **DESCRIBED,
        item_code="1199010000000001A4399013100100101",
        situations=[
            {
                "question": "做不做冷食？",
                "when": "选“餐饮服务”的",
                "answers": [
                    {"name": "冷食类", "meaning": "材料：专间布局图"},
                    {"name": "不做", "meaning": "不另要材料或程序"},
                ],
            }
        ],
        materials=[
            APPLICATION | {"checkpoints": ["签字或盖章", "业态已勾选"], "basis": MEASURES},
            LAYOUT | {"checkpoints": ["标明面积"], "collect_original": True, "basis": MEASURES},
            HEALTH
            | {
                "checkpoints": ["在有效期内"],
                "spared": "部门共享核验（卫生健康部门）",
                "justified": "健康证数据尚未接通，接通后取消。",
                "basis": MEASURES,
            },
        ],
        steps=[
            {"name": "收件", "actor": "综合窗口", "note": "当场出具收件通知书"},
            {"name": "审查", "actor": "审批部门", "days": "4个工作日", "when": "选“一般程序”的"},
        ],
        rules=[{"name": "补正", "meaning": "申请人10个工作日；逾期视为撤回申请"}],
        signing=[{"name": "准予", "meaning": "部门审批人员、部门负责人"}],
        compared=["经营者名称", "经营场所"],
        gists=[{"name": "《食品安全法》第三十五条", "meaning": "从事食品经营应当依法取得许可。"}],
        questions=[{"question": "可以先受理吗？", "answer": "可容缺的可以。"}],
    ),
}
