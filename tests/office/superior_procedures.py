"""Four blank lists whose rows are matters with many steps: penalties, requests, normative documents, decisions."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.office.superior_sheet import (
    GROUP,
    REMARK,
    UNKNOWN,
    Form,
    choose,
    grid,
    heights,
    notes_page,
    paper,
    row_of,
    sums,
    title,
    widths,
    written,
)


def draw_penalty(book: Workbook, sheet: Worksheet) -> None:
    """A3, three header rows where 日期 stands under five headings, fifteen rows without numbers, a total in 万元."""
    title(sheet, "A1:U1", "乡镇（街道）行政处罚案件办理情况明细表（2025年1月—12月）", 22)
    written(sheet, "A2:F2", "填报单位：________乡（镇）人民政府（公章）")
    written(sheet, "R2:U2", "单位：件、万元")
    grid(sheet, "A3:U21", 26, 10)
    heights(sheet, {3: 24, 4: 24, 5: 40})
    sheet.merge_cells("A21:C21")
    sheet["A21"] = "合计"
    sums(sheet, 21, "K", 6, 20)
    sheet["K21"].number_format = "0.00"
    choose(sheet, "S6:S20", "是,否")
    written(sheet, "A22:U22", "说明：不予公开的案件，“公示”两栏填“不公开”，并在备注栏写明理由。", 10)
    written(sheet, "A23:F23", "单位负责人（签字）：")
    written(sheet, "H23:M23", "填表人：")
    written(sheet, "P23:U23", "联系电话：")
    widths(sheet, "5 26 14 11 16 11 12 18 11 12 10 12 11 11 10 11 14 11 11 16 12")
    sheet.freeze_panes = "C6"
    paper(sheet, "A1:U23", "3:5", size=8)


PENALTY = Form(
    name="乡镇行政处罚案件办理情况明细表",
    sheet="案件明细",
    ledger="penalty_case",
    orientation="list",
    heads={
        "A3:A5": ("序号", "sequence"),
        "B3:B5": ("案   由\n（涉嫌违法行为）", "penalty.case_filed:cause"),
        "C3:C5": ("行政相对人\n名称", "penalty.case_filed:party"),
        "D3:E3": ("立案", GROUP),
        "D4:D5": ("日期", "penalty.case_filed:date"),
        "E4:E5": ("承办人\n（两人以上）", "penalty.case_filed:officers"),
        "F3:G3": ("事先告知", GROUP),
        "F4:F5": ("日期", "penalty.prior_notice_served:date"),
        "G4:G5": ("当事人陈述、\n申辩意见", "penalty.prior_notice_served:statement"),
        "H3:M3": ("行政处罚决定", GROUP),
        "H4:H5": ("文书编号", "penalty.decided:document_no"),
        "I4:I5": ("日期", "penalty.decided:date"),
        "J4:K4": ("处罚内容", GROUP),
        "J5": ("种类", "penalty.decided:kind"),
        "K5": ("罚款金额\n（万元）", "penalty.decided:amount"),
        "L4:L5": ("法制审核\n人员", "penalty.legal_review_started:reviewers"),
        "M4:M5": ("集体讨论\n日期", "penalty.collectively_discussed:date"),
        "N3:O3": ("送达", GROUP),
        "N4:N5": ("日期", "penalty.served:date"),
        "O4:O5": ("方式", "penalty.served:manner"),
        "P3:Q3": ("公示", GROUP),
        "P4:P5": ("日期", "penalty.published:date"),
        "Q4:Q5": ("网站、平台\n名称", "penalty.published:channel"),
        "R3:R5": ("结案\n日期", "enforcement.case_closed:date"),
        "S3:S5": ("是否录入\n省执法平台", UNKNOWN),
        "T3:T5": ("统一社会信用代码\n/身份证号码", UNKNOWN),
        "U3:U5": ("备注", REMARK),
    },
    draw=draw_penalty,
    first_row=6,
    blank_rows=15,
    measures={"K5": "万元"},
    lines={"A2": "填报单位：________乡（镇）人民政府（公章）", "A21": "合计", "A23": "单位负责人（签字）："},
)


def draw_disclosure(book: Workbook, sheet: Worksheet) -> None:
    """The page of notes stands before the form; two header rows; dates with a format; no total."""
    title(sheet, "A1:N1", "政府信息公开申请办理情况台账", 18)
    written(sheet, "A2:N2", "填报单位：　　　　　　　　　　　　　　　　　　　统计截止日期：2025年12月31日", 12)
    grid(sheet, "A3:N16")
    heights(sheet, {3: 26, 4: 44})
    choose(sheet, "F5:F16", "是,否")
    for column in "BGI":
        for row in range(5, 17):
            sheet[f"{column}{row}"].number_format = "yyyy/m/d"
    written(
        sheet,
        "A17:N17",
        "经办人：　　　　　　　　　　科室负责人：　　　　　　　　　　分管领导：　　　　　　　　　　",
        12,
    )
    widths(sheet, "7 12 14 34 10 9 12 18 12 14 22 15 13 10")
    sheet.freeze_panes = "A5"
    paper(sheet, "A1:N17", "3:4")
    notes_page(
        book,
        "填表必读",
        "一、本台账由县政府办公室政务公开股统一印发，各单位不得改动表格格式、不得增删列。",
        "二、“答复类别”按《政府信息公开条例》第三十六条填写。",
        "三、没有延期的，“延期理由”栏空白。",
        first=True,
    )


DISCLOSURE = Form(
    name="政府信息公开申请办理情况台账",
    sheet="台账",
    ledger="foi_request",
    orientation="list",
    heads={
        "A3:A4": ("编号", "sequence"),
        "B3:F3": ("申 请 情 况", GROUP),
        "B4": ("收到申请\n时间", "foi.application_received:date"),
        "C4": ("申请人姓名\n或单位名称", "foi.application_received:applicant"),
        "D4": ("所需政府信息的\n内容描述", "foi.application_received:subject"),
        "E4": ("申请\n途径", "foi.application_received:channel"),
        "F4": ("是否要\n补正", "foi.application_received:unclear"),
        "G3:K3": ("办 理 情 况", GROUP),
        "G4": ("发出补正\n通知时间", "foi.correction_notice_given:date"),
        "H4": ("延期理由\n（未延期不填）", "foi.extension_approved_and_notified:reason"),
        "I4": ("作出答复\n时间", "foi.reply_issued:date"),
        "J4": ("答复类别", "foi.reply_issued:outcome"),
        "K4": ("答复书编号", "foi.reply_issued:reply_no"),
        "L3:L4": ("申请人\n联系方式", UNKNOWN),
        "M3:M4": ("获取信息\n载体形式", UNKNOWN),
        "N3:N4": ("备注", REMARK),
    },
    draw=draw_disclosure,
    first_row=5,
    blank_rows=12,
    lines={"A2": "填报单位：　　　　　　　　　　　　　　　　　　　统计截止日期：2025年12月31日"},
)


def draw_normative(book: Workbook, sheet: Worksheet) -> None:
    """Two header rows with 起 and 止, ten numbered rows, label and blank cell for the unit, notes of several lines."""
    title(sheet, "A1:P1", "行政规范性文件制定和备案情况统计表", 20)
    written(sheet, "A2:B2", "填报单位")
    sheet.merge_cells("C2:E2")
    written(sheet, "L2:M2", "填报日期")
    sheet.merge_cells("N2:P2")
    grid(sheet, "A3:P14", 30)
    heights(sheet, {3: 26, 4: 40})
    for row in range(5, 15):
        sheet[f"A{row}"] = row - 4
    choose(sheet, "O5:O14", "文字解读,图解,短视频,未解读")
    note = "填表说明：1.本表填报以乡镇人民政府名义制发的行政规范性文件，内部管理文件不填。\n"
    written(sheet, "A15:P15", note + "2.征求意见未满30日的，在备注栏说明理由。\n3.“有效期”填截止日期。", 10)
    heights(sheet, {15: 54})
    written(sheet, "A16:E16", "主要负责人：")
    written(sheet, "F16:J16", "审核人：")
    written(sheet, "K16:P16", "填表人及联系电话：")
    widths(sheet, "5 32 20 14 14 11 11 12 18 12 12 12 12 12 12 10")
    sheet.freeze_panes = "B5"
    paper(sheet, "A1:P16", "3:4", size=8)


NORMATIVE = Form(
    name="行政规范性文件制定和备案情况统计表",
    sheet="规范性文件",
    ledger="normative_document",
    orientation="list",
    heads={
        "A3:A4": ("序号", "sequence"),
        "B3:B4": ("文件题目", "norm.drafted:document_title"),
        "C3:C4": ("制发文号", "norm.issued:document_no"),
        "D3:D4": ("制定机关", "unit"),
        "E3:E4": ("起草部门", "norm.drafted:drafting_unit"),
        "F3:G3": ("征求公众意见", GROUP),
        "F4": ("起", "norm.comment_opened:date"),
        "G4": ("止", "norm.comment_closed:date"),
        "H3:I3": ("合法性审核意见", GROUP),
        "H4": ("出具\n时间", "norm.legality_opinion_issued:date"),
        "I4": ("编号", "norm.legality_opinion_issued:opinion_no"),
        "J3:J4": ("集体审议\n时间", "norm.collectively_deliberated:date"),
        "K3:K4": ("成文时间", "norm.issued:date"),
        "L3:L4": ("向社会公布\n时间", "norm.published:date"),
        "M3:M4": ("报送备案\n时间", "norm.filed:date"),
        "N3:N4": ("有效期\n（截止日期）", "norm.issued:valid_until"),
        "O3:O4": ("政策解读\n方式", UNKNOWN),
        "P3:P4": ("备注", REMARK),
    },
    draw=draw_normative,
    first_row=5,
    blank_rows=10,
    lines={"A2": "填报单位", "L2": "填报日期", "A16": "主要负责人："},
)


def draw_decision(book: Workbook, sheet: Worksheet) -> None:
    """A3, five groups of headings, a row of column numbers under the header, ten blank rows."""
    written(sheet, "A1:B1", "附件1：", 12)
    title(sheet, "A2:U2", "2025年度重大行政决策程序执行情况调查表", 22)
    written(sheet, "A3:H3", "填报单位（公章）：")
    written(sheet, "P3:U3", "填报时间：2025年    月    日")
    grid(sheet, "A4:U16", 30, 10)
    heights(sheet, {4: 26, 5: 44, 6: 18})
    row_of(sheet, 6, "栏次|" + "|".join(str(n) for n in range(1, 21)))
    choose(sheet, "C7:C16", "是,否")
    written(sheet, "A17:U17", "填表人：　　　　　　　审核人：　　　　　　　联系电话：　　　　　　　")
    widths(sheet, "6 32 9 14 11 11 10 10 20 11 11 10 11 12 12 11 12 11 12 16 10")
    sheet.freeze_panes = "C7"
    paper(sheet, "A1:U17", "4:6", size=8)


DECISION = Form(
    name="重大行政决策程序执行情况调查表",
    sheet="附件1",
    ledger="decision",
    orientation="list",
    heads={
        "A4:A5": ("序号", "sequence"),
        "B4:B5": ("决策名称", "decision.initiated:subject"),
        "C4:C5": ("是否列入\n年度目录", "decision.initiated:in_catalogue"),
        "D4:D5": ("主办科室\n（承办单位）", "decision.initiated:drafting_unit"),
        "E4:H4": ("公众参与", GROUP),
        "E5": ("公示开始\n时间", "decision.comment_opened:date"),
        "F5": ("公示结束\n时间", "decision.comment_closed:date"),
        "G5": ("收集意见\n（条）", "decision.comment_closed:opinions"),
        "H5": ("采纳\n（条）", "decision.comment_closed:opinions_taken"),
        "I4:J4": ("专家论证", GROUP),
        "I5": ("专家、机构\n名称", "decision.expert_appointed:experts"),
        "J5": ("结论", "decision.expert_opinion_issued:expert_view"),
        "K4:L4": ("风险评估", GROUP),
        "K5": ("报告完成\n时间", "decision.risk_report_completed:date"),
        "L5": ("等级", "decision.risk_report_completed:risk_level"),
        "M4:N4": ("合法性审查", GROUP),
        "M5": ("出具意见\n时间", "decision.legality_opinion_issued:date"),
        "N5": ("审查\n人员", "decision.legality_opinion_issued:reviewer"),
        "O4:Q4": ("集体讨论决定", GROUP),
        "O5": ("会议\n名称", "decision.deliberated:meeting"),
        "P5": ("时间", "decision.deliberated:date"),
        "Q5": ("结果", "decision.deliberated:result"),
        "R4:R5": ("公布时间", "decision.published:date"),
        "S4:S5": ("项目总投资\n（万元）", UNKNOWN),
        "T4:T5": ("目前实施进度", UNKNOWN),
        "U4:U5": ("备注", REMARK),
    },
    draw=draw_decision,
    first_row=7,
    blank_rows=10,
    lines={"A1": "附件1：", "A3": "填报单位（公章）：", "A6": "栏次"},
)


PROCEDURES = (PENALTY, DISCLOSURE, NORMATIVE, DECISION)
