"""A guide as a province's system hands it over: an editor's HTML, gaps, numbers as numbers, codes of its own."""

from __future__ import annotations

from typing import Any

USCC = "11990100MB9901024C"
CODE = f"{USCC}3990131099001"
LONG = "<p style='margin:0'>" + "申请人应当具备与经营规模相适应的条件&nbsp;。</p><p>" * 400 + "</p>"

GUIDE: dict[str, list[dict[str, Any]]] = {
    "up_task_general_basic": [{
        "row_guid": "A1B2-0001", "catalog_code": "990131099001", "task_code": CODE, "task_handle_item": f"{CODE}02",
        "local_task_code": "", "task_name": "书店经营许可", "task_type": "行政许可", "task_state": 1, "task_version": 3,
        "by_law": "<p>1.《中华人民共和国行政许可法》第十二条：下列事项可以设定行政许可。<br/>2.《出版管理条例》第三十五条</p>",
        "use_level": 3, "dept_name": "江州市市场监督管理局", "dept_code": USCC, "dept_type": "1",
        "anticipate_day": 20, "anticipate_type": "工作日", "anticipate_explain": None,
        "promise_day": "5", "promise_type": "1", "promise_explain": "",
        "accept_condition": "<ol><li>1、有固定的经营场所；</li><li>2、有健全的管理制度。</li></ol><script>alert(1)</script>",
        "handle_flow": "申请（申请人）\n收件（综合窗口）\n内部流转", "project_type": "2", "server_type": "2,3,4",
        "is_fee": False, "limit_scene_num": 1, "transact_addr": "滨江大道88号<br>二楼", "transact_time": "工作日9:00至17:00",
        "link_way": "0990-1234500", "supervise_way": "12345", "plan_effective_date": "20250101T000000",
        "unheard_of": "x",
    }],
    "up_task_general_extend": [
        {"task_guid": "A1B2-0001", "result_name": "书店许可证", "result_type": "10", "is_online": "1", "is_express": 1,
         "corp_topic_type": "准营准办", "handle_area": "跨县"},
    ],
    "up_task_general_material": [
        {"task_guid": "A1B2-0001", "material_name": "营业执照", "is_need": "1", "material_type": "1", "page_num": 1,
         "material_format": "3", "page_format": "", "source_type": "20", "source_explain": "市场监管部门",
         "accept_stand": LONG, "by_law": "《出版管理条例》第三十五条", "order_num": 2},
        {"task_guid": "A1B2-0001", "material_name": "申请表", "is_need": "9", "material_type": "2", "order_num": 1},
    ],
    "up_task_general_questions": [{"task_code": CODE, "question": "要钱吗？", "answer": "<b>不收费</b>。"}],
}  # fmt: skip
