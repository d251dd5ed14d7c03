"""The tables, their columns, and the codes that stand in them (GB/T 39046-2020 annex A, and what systems use).

Codes of units, of material types and of ways to obtain a material are those of running systems: the text of the
national interface was not to be had, so words are read as well as codes.
"""

from __future__ import annotations

from collections.abc import Mapping

BASIC = "up_task_general_basic"
EXTEND = "up_task_general_extend"
MATERIAL = "up_task_general_material"
FEE = "up_task_general_fee_project"
QUESTION = "up_task_general_questions"
LINK = ("task_guid", "task_code")
"""By which a row of the other tables says to which row of the basic table it belongs."""

_COLUMNS = {
    BASIC: "row_guid catalog_code local_catalog_code task_code local_task_code task_handle_item task_name task_type "
    "task_state task_version by_law use_level power_source dept_name dept_code dept_type entrust_name anticipate_day "
    "anticipate_type anticipate_explain promise_day promise_type promise_explain accept_condition handle_flow "
    "handle_type project_type server_type special_procedure is_fee fee_basis limit_scene_num transact_addr "
    "transact_time link_way supervise_way link_addr mobile_terminal_url is_single_login plan_effective_date "
    "plan_cancel_date cd_operation cd_time cd_batch data_source",
    EXTEND: "task_guid task_code is_entry_center handle_area other_dept service_type limit_explain result_type "
    "result_name result_guid is_schedule is_pay_online is_express is_service_terminals user_topic_type "
    "corp_topic_type is_online online_handle_depth online_handle_url limit_scene_explain",
    MATERIAL: "task_guid task_code material_name is_need material_type material_format page_num page_format "
    "source_type source_explain accept_stand by_law fill_explain form_guid example_guid order_num remark",
    FEE: "task_guid task_code fee_name fee_stand by_law is_desc desc_explain",
    QUESTION: "task_guid task_code question answer order_num",
}
TABLES: Mapping[str, tuple[str, ...]] = {table: tuple(text.split()) for table, text in _COLUMNS.items()}

YES, NO = "1", "0"
LEVELS = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "镇（街）级",
    "6": "村（社区）级",
    "7": "分级管理",
}
"""A.2."""
BODIES = {"agency": "1", "institution": "2", "utility": "9", "state_enterprise": "9", "intermediary": "9"}
"""A.3, by our kinds of owners."""
SERVED = {"person": "1", "organisation": "2", "both": "1,2"}
"""A.4; 3 to 6 are other kinds of organisations."""
PROJECTS = {"instant": "1", "promised": "2"}
"""A.6."""
UNITS = {"working_day": "1", "calendar_day": "2", "working_hour": "3", "minute": "4"}
UNIT_WORDS = {"工作日": "working_day", "自然日": "calendar_day", "日": "calendar_day", "小时": "working_hour"}
NEEDS = {"1": "必要", "2": "非必要", "3": "容缺后补"}
SOURCES = {"applicant": "10", "government": "20", "intermediary": "99"}
REACHES = {"nation": "全国", "province": "跨市", "city": "跨县", "district": "区内", "none": ""}
"""通办范围."""
