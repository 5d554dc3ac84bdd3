"""Four blank forms that are no lists: one row a village, one a township, one a month, and one matter on one page."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.office.superior_sheet import (
    COMPUTED,
    ELSEWHERE,
    GROUP,
    UNKNOWN,
    Form,
    choose,
    grid,
    heights,
    lock,
    notes_page,
    paper,
    row_of,
    shade,
    sums,
    title,
    widths,
    written,
)

SESSION = "publicity.village_session_held"
DECIDED = "penalty.decided"
RECEIVED, REPLIED = "foi.application_received", "foi.reply_issued"


def draw_villages(book: Workbook, sheet: Worksheet) -> None:
    """A4 upright; three header rows and column numbers; the total stands over the fifteen blank rows, not under them."""
    title(sheet, "A1:L1", "法治乡村建设（送法下村）情况统计表", 18)
    written(sheet, "A2:F2", "______________乡（镇）")
    written(sheet, "H2:L2", "2025年度")
    grid(sheet, "A3:L22", 26, 10)
    heights(sheet, {3: 24, 4: 24, 5: 40, 6: 18})
    row_of(sheet, 6, "甲|乙|1|2|3|4|5|6|7|8|9|10")
    row_of(sheet, 7, "|全乡镇合计")
    sums(sheet, 7, "C D E F G H I J K", 8, 22)
    choose(sheet, "L8:L22", "国家级,省级,市级,无")
    written(sheet, "A23:L23", "注：“其他形式”包括大喇叭广播、有奖问答；“受益群众”为各场次参加人数之和。", 10)
    written(sheet, "A24:D24", "审核：")
    written(sheet, "E24:H24", "制表：")
    written(sheet, "I24:L24", "制表时间：")
    widths(sheet, "5 14 8 8 8 8 8 10 9 9 11 10")
    sheet.freeze_panes = "C8"
    paper(sheet, "A1:L24", "3:6", wide=False)


VILLAGES = Form(
    name="法治乡村建设情况统计表",
    sheet="分村统计",
    ledger="village_session",
    orientation="villages",
    heads={
        "A3:A5": ("序号", "sequence"),
        "B3:B5": ("行政村\n（社区）", "village"),
        "C3:H3": ("送法下村开展情况", GROUP),
        "C4:C5": ("总场次\n（场）", f"count:{SESSION}"),
        "D4:G4": ("其中", GROUP),
        "D5": ("集中\n宣讲", f"count:{SESSION}:form=lecture"),
        "E5": ("入户\n走访", f"count:{SESSION}:form=visit"),
        "F5": ("法律\n咨询", f"count:{SESSION}:form=consult"),
        "G5": ("其他\n形式", f"count:{SESSION}:form=broadcast|quiz"),
        "H4:H5": ("受益群众\n（人次）", f"sum:{SESSION}:people_count"),
        "I3:I5": ("法律明白人\n（名）", ELSEWHERE + "count:village.law_literate_registered"),
        "J3:J5": ("法治宣传\n阵地（处）", ELSEWHERE + "count:venue.law_content_current"),
        "K3:K5": ("法律顾问\n进村次数", UNKNOWN),
        "L3:L5": ("民主法治\n示范村级别", UNKNOWN),
    },
    draw=draw_villages,
    first_row=8,
    blank_rows=15,
    lines={"A2": "______________乡（镇）", "B7": "全乡镇合计", "A24": "审核："},
)

TOWNSHIPS = ("清河镇", "白石镇", "双塔镇", "柳林乡", "石桥乡", "东岗街道")


def draw_townships(book: Workbook, sheet: Worksheet) -> None:
    """The names of the townships are printed; 小计 is computed in each row and locked; 罚款 is asked in 万元."""
    title(sheet, "A1:N1", "全县乡镇（街道）行政执法案件情况汇总表", 20)
    written(
        sheet, "A2:N2", "填报单位：云岭县司法局　　　　　　　　　　　　　　　　　　　　　　　　　　　　　金额单位：万元"
    )
    grid(sheet, "A3:N11", 28)
    heights(sheet, {3: 28, 4: 44})
    for row, name in enumerate(TOWNSHIPS, 5):
        sheet[f"A{row}"] = name
        sheet[f"C{row}"] = f"=SUM(D{row}:H{row})"
        sheet[f"I{row}"].number_format = "#,##0.00"
    sheet["A11"] = "合    计"
    sums(sheet, 11, "B C D E F G H I J K L M N", 5, 10)
    for cells in ("B5:B10", "D5:N10"):
        lock(sheet, cells)
    shade(sheet, "C5:C10", "F2F2F2")
    shade(sheet, "A11:N11", "F2F2F2")
    written(sheet, "A12:N12", "填表说明：灰色单元格自动计算，请勿改动；只填本乡镇一行。", 10)
    written(sheet, "A13:N13", "填表人：　　　　　　　　　　　　审核人：　　　　　　　　　　　　报出日期：")
    widths(sheet, "14 9 9 9 9 9 10 9 12 11 9 10 12 11")
    sheet.freeze_panes = "B5"
    paper(sheet, "A1:N13", "3:4")


BY_TOWNSHIP = Form(
    name="乡镇行政执法案件情况汇总表",
    sheet="汇总",
    ledger="penalty_case",
    orientation="units",
    heads={
        "A3:A4": ("乡镇（街道）", "unit"),
        "B3:B4": ("立案数\n（件）", "count:penalty.case_filed"),
        "C3:H3": ("作出行政处罚决定（件）", GROUP),
        "C4": ("小计", COMPUTED),
        "D4": ("警告、\n通报批评", f"count:{DECIDED}:kind=warning"),
        "E4": ("罚款", f"count:{DECIDED}:kind=fine"),
        "F4": ("没收", f"count:{DECIDED}:kind=confiscation"),
        "G4": ("责令停产\n停业", f"count:{DECIDED}:kind=suspension"),
        "H4": ("其他", f"count:{DECIDED}:kind=other"),
        "I3:I4": ("罚款总额\n（万元）", f"sum:{DECIDED}:amount"),
        "J3:J4": ("已公示决定\n（件）", "count:penalty.published"),
        "K3:K4": ("结案数\n（件）", "count:enforcement.case_closed"),
        "L3:L4": ("延长期限\n（件）", "count:penalty.extension_approved"),
        "M3:M4": ("执法经费\n（万元）", UNKNOWN),
        "N3:N4": ("执法车辆\n（辆）", UNKNOWN),
    },
    draw=draw_townships,
    first_row=5,
    blank_rows=6,
    row_labels=dict(enumerate(TOWNSHIPS, 5)),
    measures={"I3": "万元"},
    lines={"A11": "合    计", "A12": "填表说明：灰色单元格自动计算，请勿改动；只填本乡镇一行。"},
)

HALF_YEAR = 12


def months() -> dict[int, str]:
    """Rows 6 to 18 to the months printed there; row 12 is the subtotal of the first half year."""
    return {5 + number + (number > 6): f"{number}月" for number in range(1, 13)}


def draw_months(book: Workbook, sheet: Worksheet) -> None:
    """Three header rows; the months printed, a subtotal after June, the year below; the note in a text at the foot."""
    title(sheet, "A1:M1", "____年政府信息依申请公开工作月度统计表", 18)
    written(sheet, "A2:G2", "填报单位：____________________")
    written(sheet, "J2:M2", "计量单位：件")
    grid(sheet, "A3:M19", 22)
    heights(sheet, {3: 26, 4: 26, 5: 36})
    for row, month in months().items():
        sheet[f"A{row}"] = month
    sheet[f"A{HALF_YEAR}"], sheet["A19"] = "上半年小计", "全年合计"
    columns = "BCDEFGHIJKLM"
    sums(sheet, HALF_YEAR, " ".join(columns), 6, 11)
    for column in columns:
        sheet[f"{column}19"] = f"={column}{HALF_YEAR}+SUM({column}13:{column}18)"
    shade(sheet, "A12:M12", "EDEDED")
    shade(sheet, "A19:M19", "EDEDED")
    written(sheet, "A20:M20", "分管领导：　　　　　　　　　填表人：　　　　　　　　　联系电话：　　　　　　　　　")
    widths(sheet, "12 9 9 9 9 9 9 9 9 9 9 11 12")
    sheet.freeze_panes = "B6"
    paper(sheet, "A1:M20", "3:5")
    notes_page(book, "指标解释", "收到申请数按收到日期计入当月。", "答复数按答复日期计入当月，与收到数可以不一致。")


MONTHS = Form(
    name="依申请公开工作月度统计表",
    sheet="月度统计",
    ledger="foi_request",
    orientation="months",
    heads={
        "A3:A5": ("月 份", "month"),
        "B3:E3": ("新收申请", GROUP),
        "B4:B5": ("总数", f"count:{RECEIVED}"),
        "C4:E4": ("按申请渠道", GROUP),
        "C5": ("当面\n递交", f"count:{RECEIVED}:channel=in_person"),
        "D5": ("邮寄\n信函", f"count:{RECEIVED}:channel=mail|letter"),
        "E5": ("网络、\n传真", f"count:{RECEIVED}:channel=web|fax"),
        "F3:J3": ("本月答复", GROUP),
        "F4:F5": ("总数", f"count:{REPLIED}"),
        "G4:J4": ("按结果", GROUP),
        "G5": ("予以\n公开", f"count:{REPLIED}:outcome=granted"),
        "H5": ("部分\n公开", f"count:{REPLIED}:outcome=partly"),
        "I5": ("不予\n公开", f"count:{REPLIED}:outcome=refused"),
        "J5": ("其他", f"count:{REPLIED}:outcome=absent|elsewhere|repeated|other"),
        "K3:K5": ("延期\n答复", "count:foi.extension_approved_and_notified"),
        "L3:L5": ("现场接待\n咨询人次", UNKNOWN),
        "M3:M5": ("专栏访问量\n（次）", UNKNOWN),
    },
    draw=draw_months,
    first_row=6,
    blank_rows=13,
    skip_rows=(HALF_YEAR,),
    row_labels=months(),
    lines={"A2": "填报单位：____________________", "A12": "上半年小计", "A19": "全年合计"},
)


def draw_case(book: Workbook, sheet: Worksheet) -> None:
    """A4 upright; labels left, blanks right, some merged; side headings; boxes for opinions and signatures."""
    title(sheet, "A1:F1", "行政处罚案件登记表", 22)
    written(sheet, "A2:C2", "填报单位：")
    written(sheet, "D2:F2", "编号：云岭执登〔    〕    号")
    for at in {*CASE_ANSWERS.values(), "B15:F15", "B16:F16"}:
        if ":" in at:
            sheet.merge_cells(at)
    grid(sheet, "A3:F16", 34, 12)
    heights(sheet, {14: 110, 15: 80, 16: 80})
    for row, words in ((15, "承办机构\n意见"), (16, "审批意见")):
        sheet[f"A{row}"] = words
        sheet[f"B{row}"] = "\n\n（签字）              年    月    日"
    written(sheet, "A17:B17", "填表人：")
    written(sheet, "C17:D17", "审核人：")
    written(sheet, "E17:F17", "联系电话：")
    widths(sheet, "12 14 19 16 16 17")
    paper(sheet, "A1:F17", wide=False)


CASE_ANSWERS = {
    "A3": "B3:D3",
    "E3": "F3",
    "A4": "B4:C4",
    "D4": "E4:F4",
    "A5": "B5:F5",
    "A6": "B6:C6",
    "D6": "E6:F6",
    "B7": "C7",
    "D7": "E7:F7",
    "B8": "C8",
    "D8": "E8:F8",
    "B9": "C9",
    "D9": "E9:F9",
    "B10": "C10",
    "D10": "E10:F10",
    "B11": "C11",
    "D11": "E11:F11",
    "A12": "B12:C12",
    "D12": "E12:F12",
    "A13": "B13:C13",
    "D13": "E13:F13",
    "A14": "B14:F14",
}

CASE = Form(
    name="行政处罚案件登记表",
    sheet="登记表",
    ledger="penalty_case",
    orientation="pairs",
    heads={
        "A3": ("涉案事由", "penalty.case_filed:cause"),
        "E3": ("立案审批\n时间", "penalty.case_filed:date"),
        "A4": ("当事人姓名\n（名称）", "penalty.case_filed:party"),
        "D4": ("证件号码", UNKNOWN),
        "A5": ("住    址", UNKNOWN),
        "A6": ("办案程序", "penalty.case_filed:procedure"),
        "D6": ("主办、协办\n人员", "penalty.case_filed:officers"),
        "A7:A8": ("告知和\n听证", GROUP),
        "B7": ("告知书送达\n时间", "penalty.prior_notice_served:date"),
        "D7": ("陈述、申辩\n情况", "penalty.prior_notice_served:statement"),
        "B8": ("听证权利\n告知时间", "penalty.hearing_right_notified:date"),
        "D8": ("听证会时间", "penalty.hearing_held:date"),
        "A9:A11": ("处罚\n决定", GROUP),
        "B9": ("决定书编号", "penalty.decided:document_no"),
        "D9": ("作出决定\n时间", "penalty.decided:date"),
        "B10": ("处罚方式", "penalty.decided:kind"),
        "D10": ("罚款（元）", "penalty.decided:amount"),
        "B11": ("法制审核\n意见书编号", "penalty.legal_review_passed:opinion_no"),
        "D11": ("负责人集体\n讨论时间", "penalty.collectively_discussed:date"),
        "A12": ("决定书送达\n时间", "penalty.served:date"),
        "D12": ("决定书送达\n途径", "penalty.served:manner"),
        "A13": ("结案时间", "enforcement.case_closed:date"),
        "D13": ("案卷档号", "enforcement.case_archived:archive_no"),
        "A14": ("案情简介及\n主要证据", UNKNOWN),
    },
    draw=draw_case,
    first_row=0,
    blank_rows=0,
    lines={"A2": "填报单位：", "A15": "承办机构\n意见", "B16": "\n\n（签字）              年    月    日"},
    answers={label: at.partition(":")[0] for label, at in CASE_ANSWERS.items()},
)

COUNTS = (VILLAGES, BY_TOWNSHIP, MONTHS)
