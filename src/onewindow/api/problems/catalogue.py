"""Every code with which the platform says no: its usual status, its title, and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`meaning` is the detail of an answer that brings no words of its own, and of every 404."""

    status: int
    title: str
    meaning: str


KINDS: dict[str, Kind] = {
    # The door itself
    "token-missing": Kind(401, "没有令牌", "请先取得令牌，放在 Authorization: Bearer 里。"),
    "token-not-good": Kind(401, "令牌无效", "令牌不对、已过期或系统已停用，请重新取得令牌。"),
    "insufficient-scope": Kind(403, "权限范围不够", "这个令牌没有办理这类事务的权限范围。"),
    "acting-missing": Kind(400, "没有写明办理人", "请在 OneWindow-Acting 里写明办理人的用户名。"),
    "acting-unclear": Kind(400, "办理人的岗位不唯一", "办理人有几个岗位可办，请写明，例如 zhou; role=head。"),
    "acting-not-entitled": Kind(403, "办理人没有这项权限", "办理人在本单位没有能办理这一步的现任岗位。"),
    "idempotency-key-missing": Kind(
        400, "没有提交编号", "请在 Idempotency-Key 里给这次提交一个编号，重发时不变。"
    ),
    "key-reused": Kind(422, "提交编号已用过", "同一提交编号已用于另一份内容，请换一个编号。"),
    "bad-cursor": Kind(400, "游标不对", "after 请照上一页给出的 next 填写。"),
    "bad-host": Kind(400, "主机名不对", "请求的主机名不是本平台的地址。"),
    "invalid-json": Kind(400, "内容不是 JSON", "请求内容不是合格的 UTF-8 JSON，没有办理。"),
    "invalid-body": Kind(422, "内容不符合要求", "请求内容有不符合要求的地方，没有办理。"),
    "invalid-query": Kind(422, "参数不符合要求", "地址里的参数有不符合要求的地方。"),
    "unreadable": Kind(400, "看不懂请求", "请求看不懂，没有办理。"),
    "body-incomplete": Kind(400, "内容没有传完", "请求内容没有传完整，没有办理，请重发。"),
    "length-missing": Kind(411, "没有写明长度", "请求须写明 Content-Length。"),
    "body-too-large": Kind(413, "内容太大", "请求内容超过这个地址的上限，没有办理。"),
    "media-type": Kind(415, "内容类型不对", "这个地址不接受这种内容类型，请照接口文档发送。"),
    "method-not-allowed": Kind(405, "不接受这种方法", "这个地址不接受这种请求方法，可用的列在 Allow 里。"),
    "not-found": Kind(404, "没有这个地址", "没有这个地址，或者内容已经移走。"),
    "broken": Kind(500, "系统暂时不能处理", "系统暂时不能处理，没有办理，请稍后用同一编号重发。"),
    "unavailable": Kind(
        503, "暂时不能保存或读取", "没有得到保存的确认，请稍后用同一编号重发，不会办理两次。"
    ),
    # The same for every act
    "overtaken": Kind(409, "已被别人先办", "这件事刚刚被别人处理过，请重新读取后再办。"),
    "repeated": Kind(409, "重复提交", "这份提交已经处理过。"),
    "wrong-stage": Kind(409, "现在不能办这一步", "所处的环节不能办理这一步。"),
    "not-your-step": Kind(403, "不是本岗位的步骤", "这一步由其他岗位办理。"),
    "same-person": Kind(403, "须由另一人办理", "前后两步不能由同一人办理。"),
    "not-authorised": Kind(403, "没有授权", "没有办理这一步所需的授权。"),
    "beyond-authority": Kind(403, "超出签批权限", "这一决定超出本岗位的签批权限。"),
    "nobody-signs": Kind(403, "无人可签批", "这一决定没有岗位可以签批。"),
    "reason-missing": Kind(422, "没有写明理由", "请写明理由。"),
    "text-missing": Kind(422, "没有写明内容", "请写明内容，长短合适。"),
    # Intake and what the window does
    "no-window": Kind(403, "没有窗口岗位", "收件须由窗口岗位办理。"),
    "other-hall": Kind(409, "不在本厅办理", "本事项在其他大厅办理。"),
    "no-such-item": Kind(404, "没有这个事项", "没有这个事项，或者今天不办理。"),
    "no-such-bundle": Kind(404, "没有这件事", "没有这件事，或者今天不办理。"),
    "intake-incomplete": Kind(422, "收件还不完整", "还有内容需要处理，处理后才能收件。"),
    "evidence-not-held": Kind(422, "没有可免交的材料", "平台没有这份材料，不能免交。"),
    "upload-refused": Kind(422, "文件不能收", "文件不是可以保存的图片或 PDF。"),
    "just-registered": Kind(409, "申请人刚刚登记", "申请人刚刚由另一个窗口登记，请再提交一次。"),
    "not-instant": Kind(409, "不是即办件", "本事项是承诺件，收件后由部门审批。"),
    "instant-needs-all": Kind(422, "即办件不能容缺", "即办件须材料当场齐全。"),
    "no-such-document": Kind(404, "没有这份文书", "没有找到这份文书，请核对编号。"),
    "service-incomplete": Kind(422, "送达登记不完整", "送达登记还不完整。"),
    "nothing-asked": Kind(409, "没有待补正的通知", "这个办件没有待补正的通知。"),
    "not-deferred": Kind(409, "没有容缺承诺", "这份材料没有待补齐的容缺承诺。"),
    "supply-incomplete": Kind(422, "补交不完整", "须补交的材料没有齐。"),
    "not-ended": Kind(409, "办件没有终结", "办件未终结或已作决定，材料不退还。"),
    "nothing-there": Kind(409, "没有纸质材料", "这里没有这个办件的纸质材料。"),
    # Acceptance and review
    "no-such-case": Kind(404, "没有这个办件", "没有找到这个办件，请核对办件编号。"),
    "no-such-request": Kind(404, "没有这项请求", "没有找到这项待办的特别程序或延期申请。"),
    "supplement-open": Kind(409, "补正通知未办结", "已出具补正通知，须待申请人补正。"),
    "accepted-by-law": Kind(409, "依法已视为受理", "法定五个工作日内未告知，依法视为受理。"),
    "refusal-incomplete": Kind(422, "不予受理通知不完整", "不予受理通知书还不完整。"),
    "notice-incomplete": Kind(422, "一次性告知不完整", "一次性告知必须完整。"),
    "second-notice": Kind(403, "不得再次告知", "材料应当一次性告知，再次告知由部门负责人写明理由。"),
    "no-such-procedure": Kind(422, "没有这项特别程序", "本事项的标准化手册没有这项特别程序。"),
    "already-running": Kind(409, "特别程序正在进行", "这项特别程序正在进行，不能重复启动。"),
    "arrangement-incomplete": Kind(422, "特别程序安排不完整", "特别程序安排还不完整。"),
    "outcome-missing": Kind(422, "没有写明结果", "请写明特别程序的结果。"),
    "procedure-running": Kind(409, "特别程序未结束", "特别程序尚未结束，不能作决定。"),
    "no-extension": Kind(409, "不能延期", "本事项没有可以延期的法定依据。"),
    "extension-used": Kind(409, "已延期过", "本办件只能延期一次。"),
    "instant-at-once": Kind(409, "即办件由窗口当场办结", "即办件由窗口当场办结，不由部门受理和审批。"),
    "too-late": Kind(409, "时限已届满", "法定时限已经届满，不能再延期。"),
    "clock-paused": Kind(409, "时限已暂停", "特别程序进行中，时限已暂停。"),
    "ruling-missing": Kind(409, "没有选择", "请选择批准或不批准。"),
    "opinion-incomplete": Kind(422, "意见不完整", "请写明结论和理由。"),
    "materials-unjudged": Kind(422, "材料没有判定", "准予的意见须以全部材料符合要求为据。"),
    "not-proposed": Kind(409, "还没有审查意见", "请先由审查人员提出审查意见。"),
    "deferral-open": Kind(409, "容缺材料未补齐", "容缺材料尚未补齐，不能准予。"),
    # Results, hand-over, the counter
    "no-such-result": Kind(404, "没有这份结果", "没有找到这份办理结果。"),
    "already-made": Kind(409, "结果已制作", "本办件的结果已经制作。"),
    "fields-missing": Kind(422, "结果有空项", "结果上的项目不能留空。"),
    "explanation-missing": Kind(422, "没有解释说明", "逾期更正须写明已向申请人作出的解释说明。"),
    "no-such-sheet": Kind(404, "没有这张交接表", "没有找到这张交接表，请核对编号。"),
    "not-on-sheet": Kind(422, "不在交接表上", "交接表上没有列出这一份。"),
    "nothing-to-hand": Kind(422, "没有要移交的", "请至少选择一份。"),
    "mixed-agencies": Kind(422, "不是一个部门的", "一张交接表只能移交给一个部门。"),
    "mixed-halls": Kind(422, "不是一个大厅的", "一张交接表只能送往一个大厅。"),
    "not-at-window": Kind(409, "材料不在窗口", "有材料不在本窗口。"),
    "count-incomplete": Kind(409, "没有清点完", "还有材料没有清点。"),
    "not-compared": Kind(422, "没有核对完", "还有结果没有核对完。"),
    "receipt-incomplete": Kind(422, "签收还不完整", "签收前还有事项未填写。"),
    "not-ready": Kind(409, "结果不在窗口", "结果尚未由综合出件窗口接收。"),
    "handing-incomplete": Kind(422, "发放还不完整", "发放前还有事项未核对。"),
    "posting-incomplete": Kind(422, "寄送还不完整", "寄出前还有事项未核对。"),
    "papers-elsewhere": Kind(409, "材料没有齐集", "材料尚未齐集，不能归档。"),
    # Supervision
    "no-such-card": Kind(404, "没有这张警示牌", "没有找到这张警示牌。"),
    "no-such-urging": Kind(404, "没有这份督办单", "没有找到这份督办单。"),
    "not-chosen": Kind(422, "没有选择", "请选择维持还是撤销。"),
    "not-yours": Kind(403, "不是您发出的", "督办由发出人销号。"),
    # The public
    "track-unreadable": Kind(422, "编号或密码不完整", "请对照收件通知书核对编号和查询密码。"),
    "track-no-match": Kind(422, "编号和密码对不上", "办件编号和查询密码对不上，请核对。"),
    "track-wait": Kind(403, "请稍后再试", "连续输错五次，请15分钟后再试。"),
    # What only pages and the command line say
    "day-unreadable": Kind(409, "日期不完整", "日期没有填写完整。"),
    "deputy-incomplete": Kind(422, "代理不完整", "代理还不能指定。"),
    "edition_files_refused": Kind(422, "事项清单文件不合格", "事项清单文件不符合规定，未导入。"),
    "workbook_refused": Kind(422, "工作簿不合格", "工作簿不符合规定，未导入。"),
    "edition_invalid": Kind(422, "事项清单不合格", "事项清单不符合规定。"),
    "edition_out_of_turn": Kind(409, "不能发布这一版", "事项的这一版不能发布。"),
    "no-such-draft": Kind(404, "没有这份草稿", "草稿已不在。"),
    "no-such-file": Kind(404, "没有这个文件", "文件已不在草稿里。"),
    "unsigned": Kind(422, "审批权限没有设定", "有事项没有设定审批权限。"),
    "no-such-invariant": Kind(404, "没有这条不变量", "没有这个名称的不变量。"),
    "no-such-matter": Kind(404, "没有这个事项", "没有这个事项。"),
    "no-such-post": Kind(404, "没有这个岗位", "没有找到这个岗位。"),
    "no-such-staff": Kind(404, "没有这位工作人员", "没有找到这位工作人员。"),
    "no-such-system": Kind(404, "没有这个系统", "没有登记这个系统。"),
    "not-empty": Kind(409, "数据目录不是空的", "演示城市只能装入空的数据目录。"),
    "post-incomplete": Kind(422, "岗位不完整", "岗位还不完整。"),
    "system-incomplete": Kind(422, "系统登记不完整", "系统登记还不完整。"),
}
