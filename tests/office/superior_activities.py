"""Four blank lists of what was done and who may do it, one record a row: study, publicity, certificates, petitions."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.office.superior_sheet import (
    ELSEWHERE,
    GREY,
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
    shade,
    sums,
    title,
    widths,
    written,
)


def draw_study(book: Workbook, sheet: Worksheet) -> None:
    """A4, one header row with line breaks and spaces, ten numbered rows under a sample, a total, a note and a foot."""
    title(sheet, "A1:L1", "2025年度领导干部学法用法情况统计表")
    written(sheet, "A2:E2", "填报单位（盖章）：________________")
    written(sheet, "I2:L2", "填报时间：      年    月    日")
    grid(sheet, "A3:L15")
    heights(sheet, {3: 42, 4: 36})
    row_of(
        sheet,
        4,
        "例：|2025.3.18|《中华人民共和国行政处罚法》|专题讲座|张某某|李某某、王某某等6人|1.5|8|6|2人下村|92",
        colour=GREY,
    )
    for row in range(5, 15):
        sheet[f"A{row}"] = row - 4
    sheet.merge_cells("A15:B15")
    sheet["A15"] = "合  计"
    sums(sheet, 15, "G H I", 5, 14)
    choose(sheet, "D5:D14", "中心组学习,办公会前学法,专题讲座,旁听庭审")
    note = "注：1.每次集体学法填一行；2.学习时长按实际学时折算为小时，保留一位小数；3.签到表复印件附后。"
    written(sheet, "A16:L16", note, 10)
    written(sheet, "A17:D17", "填表人：")
    written(sheet, "E17:H17", "审核人：")
    written(sheet, "I17:L17", "联系电话：")
    widths(sheet, "6 13 30 13 10 26 10 9 11 16 12 10")
    sheet.freeze_panes = "A4"
    paper(sheet, "A1:L17", "3:3")


STUDY = Form(
    name="领导干部学法用法情况统计表",
    sheet="Sheet1",
    ledger="study_session",
    orientation="list",
    heads={
        "A3": ("序\n号", "sequence"),
        "B3": ("活动时间", "study.session_held:date"),
        "C3": ("学习内容摘要", "study.session_held:topic"),
        "D3": ("学 法\n方 式", "study.session_held:form"),
        "E3": ("主持\n领导", "study.session_held:host"),
        "F3": ("参学领导\n（姓名）", "study.session_held:attendees"),
        "G3": ("学习时长\n（小时）", "study.session_held:minutes"),
        "H3": ("应到\n人数", UNKNOWN),
        "I3": ("实际签到\n人数(人)", "study.signin_sheet_filed:signed"),
        "J3": ("未到人员\n及原因", "study.signin_sheet_filed:absent"),
        "K3": ("测试平均\n成绩(分)", UNKNOWN),
        "L3": ("备 注", REMARK),
    },
    draw=draw_study,
    first_row=5,
    blank_rows=10,
    sample_row=4,
    measures={"G3": "小时"},
    lines={"A2": "填报单位（盖章）：________________", "A15": "合  计", "A17": "填表人：", "I17": "联系电话："},
)


def draw_publicity(book: Workbook, sheet: Worksheet) -> None:
    """附件 above the title, two header rows, a hidden code column, a drop-down in words of its own, notes on a page."""
    written(sheet, "A1:B1", "附件3", 12)
    title(sheet, "A2:K2", "云岭县“八五”普法宣传活动开展情况登记表")
    written(sheet, "A3:D3", "填报单位：____________________")
    written(sheet, "G3:K3", "填报人：__________  审核人：__________  填报时间：__________")
    grid(sheet, "A4:L26", 22)
    heights(sheet, {4: 26, 5: 40})
    shade(sheet, "A4:L5", "D9E1F2")
    row_of(sheet, 6, "例：|“法治进集市”宣传|3月15日|镇农贸市场|3·15|300余人次|500|清河镇司法所|800|", colour=GREY)
    choose(sheet, "E7:E26", "3·15,4·15,6·26,12·4,其他")
    sheet.column_dimensions["L"].hidden = True
    widths(sheet, "6 28 14 18 14 12 12 18 11 24 10 12")
    sheet.freeze_panes = "C6"
    paper(sheet, "A1:K26", "4:5")
    notes_page(
        book,
        "填表说明",
        "1.本表由各乡镇、县直有关单位填报，每月25日前报县普法办。",
        "2.“节点类型”从下拉列表中选择；不在节点内的填“其他”。",
        "3.“覆盖群众”填人次，“发放宣传品”填份数，不填约数。",
    )


PUBLICITY = Form(
    name="普法宣传活动开展情况登记表",
    sheet="登记表",
    ledger="publicity_event",
    orientation="list",
    heads={
        "A4:A5": ("序号", "sequence"),
        "B4:B5": ("宣传活动题目", "publicity.event_held:title"),
        "C4:D4": ("开展情况", GROUP),
        "C5": ("开展时间", "publicity.event_held:date"),
        "D5": ("开展地点", "publicity.event_held:place"),
        "E4:E5": ("节点类型\n（3·15等）", "publicity.event_held:theme"),
        "F4:G4": ("宣传成效", GROUP),
        "F5": ("覆盖群众\n（人次）", "publicity.event_held:people_count"),
        "G5": ("发放宣传品\n（份、册）", "publicity.event_held:leaflets"),
        "H4:H5": ("主办单位", "unit"),
        "I4:I5": ("投入经费\n（元）", UNKNOWN),
        "J4:J5": ("媒体报道名称\n及链接", UNKNOWN),
        "K4:K5": ("备注", REMARK),
        "L4:L5": ("系统码（勿删）", UNKNOWN),
    },
    draw=draw_publicity,
    first_row=7,
    blank_rows=20,
    sample_row=6,
    lines={"A1": "附件3", "A3": "填报单位：____________________"},
    own_words={
        "E4": {
            "consumer_day": "3·15",
            "security_day": "4·15",
            "anti_drug_day": "6·26",
            "constitution_day": "12·4",
            **dict.fromkeys(("labour", "farming", "youth", "safety", "other"), "其他"),
        }
    },
)


def draw_officers(book: Workbook, sheet: Worksheet) -> None:
    """One header row with a filter, twenty numbered rows, a red warning above the table, numbers kept as text."""
    title(sheet, "A1:L1", "全县行政执法人员持证情况摸底表", 18)
    written(
        sheet,
        "A2:L2",
        "★ 请于6月20日下班前报县司法局执法监督股，逾期不再催报；请勿合并单元格、勿改变列序。",
        colour="FF0000",
    )
    sheet["A2"].font = Font(name="黑体", size=11, color="FF0000")
    grid(sheet, "A3:L23", 20)
    heights(sheet, {3: 44})
    shade(sheet, "A3:L3", "E2EFDA")
    for row in range(4, 24):
        sheet[f"A{row}"] = row - 3
        sheet[f"F{row}"].number_format = "@"
    choose(sheet, "D4:D23", "男,女")
    sheet.auto_filter.ref = "A3:L23"
    written(sheet, "A24:L24", "填报单位负责人：　　　　　　　　填表人：　　　　　　　　联系电话：　　　　　　　　")
    widths(sheet, "6 16 11 7 22 18 13 13 12 13 12 10")
    sheet.freeze_panes = "D4"
    paper(sheet, "A1:L24", "3:3")


OFFICERS = Form(
    name="行政执法人员持证情况摸底表",
    sheet="持证情况",
    ledger="certificate",
    orientation="list",
    heads={
        "A3": ("序号", "sequence"),
        "B3": ("单位", "unit"),
        "C3": ("持证人员\n姓名", "officer.certificate_valid:officer"),
        "D3": ("性别", UNKNOWN),
        "E3": ("身份证号码", UNKNOWN),
        "F3": ("执法证件\n编号", "officer.certificate_valid:certificate_no"),
        "G3": ("证件有效期\n截止日期", "officer.certificate_valid:valid_until"),
        "H3": ("申领证件\n时间", "officer.certificate_applied:date"),
        "I3": ("在编在职\n核查人", "officer.staff_status_checked:checker"),
        "J3": ("证件收回\n（注销）时间", "officer.certificate_revoked:date"),
        "K3": ("年度培训\n学时", ELSEWHERE + "training.hours_recorded:hours"),
        "L3": ("备注", REMARK),
    },
    draw=draw_officers,
    first_row=4,
    blank_rows=20,
    lines={"A24": "填报单位负责人：　　　　　　　　填表人：　　　　　　　　联系电话：　　　　　　　　"},
)


def draw_petition(book: Workbook, sheet: Worksheet) -> None:
    """Two header rows; every row merges two cells for the matter; the foot is a row of labels with blanks beside."""
    title(sheet, "A1:N1", "初次信访事项受理办理情况明细表", 20)
    written(sheet, "A2:G2", "填报单位：____________")
    written(sheet, "J2:N2", "报表时段：    月    日至    月    日")
    grid(sheet, "A3:N18", 28)
    heights(sheet, {3: 26, 4: 44})
    for row in range(5, 19):
        sheet.merge_cells(f"D{row}:E{row}")
    sheet.merge_cells("A18:C18")
    sheet["A18"] = "本页小计"
    sums(sheet, 18, "M", 5, 17)
    row_of(sheet, 19, "填表人|||审核人|||联系电话")
    for at in ("B19:C19", "E19:F19", "H19:I19"):
        sheet.merge_cells(at)
    heights(sheet, {19: 24})
    widths(sheet, "6 12 13 24 12 11 12 12 13 14 12 14 11 10")
    sheet.freeze_panes = "A5"
    paper(sheet, "A1:N19", "3:4")


PETITION = Form(
    name="初次信访事项受理办理情况明细表",
    sheet="明细表",
    ledger="petition",
    orientation="list",
    heads={
        "A3:A4": ("序号", "sequence"),
        "B3:B4": ("乡镇", "unit"),
        "C3:C4": ("来信、来访\n时间", "petition.received:date"),
        "D3:E4": ("反映事项概述", "petition.received:subject"),
        "F3:F4": ("信访\n形式", "petition.received:channel"),
        "G3:I3": ("受理环节", GROUP),
        "G4": ("录入系统\n时间", "petition.registered_in_system:date"),
        "H4": ("受理时间", "petition.accepted:date"),
        "I4": ("具体承办\n人员", "petition.handler_assigned:handlers"),
        "J3:K3": ("办理环节", GROUP),
        "J4": ("处理意见\n（是否支持）", "petition.opinion_issued:outcome"),
        "K4": ("出具处理\n意见时间", "petition.opinion_issued:date"),
        "L3:L4": ("信访人姓名", UNKNOWN),
        "M3:M4": ("涉及人数\n（人）", UNKNOWN),
        "N3:N4": ("备注", REMARK),
    },
    draw=draw_petition,
    first_row=5,
    blank_rows=13,
    lines={"A2": "填报单位：____________", "A18": "本页小计", "A19": "填表人", "D19": "审核人", "G19": "联系电话"},
)


ACTIVITIES = (STUDY, PUBLICITY, OFFICERS, PETITION)
