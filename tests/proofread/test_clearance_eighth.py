"""The check before publication on words that are spread, cut or written anew, and on what only looks like a person's."""

import io

import docx
import openpyxl
import pytest

from fazhi.proofread import sensitive as detector
from fazhi.proofread.clearance import check, masked
from fazhi.proofread.closed_up import close
from fazhi.proofread.disguise import plain, together
from fazhi.proofread.sensitive import sensitive
from tests.proofread.planted_eighth import Eighth, quiet

ROUNDS = 40
MASKED = [
    ("镇里看望了留守儿童郝梓\n轩，他今年9岁。", "镇里看望了留守儿童郝某某，他今年9岁。"),
    ("郝.梓.轩，9岁，落水。", "郝某某，9岁，落水。"),
    ("郝大发儿子梓轩今年9岁。", "郝大发儿子某某今年9岁。"),
    ("3｜村民郝大发的外孙女，11岁，五年级在读｜雨露计划", "3｜村民郝某某的外孙女，11岁，五年级在读｜雨露计划"),
    ("学生沿心悦（9岁）与同学打闹。", "学生某某（9岁）与同学打闹。"),
    ("植保民患有阿尔茨海默病，走失。", "植保民患有***，走失。"),
    ("当事人盛有才患肝癌。", "当事人盛有才患***。"),
    ("艾滋病人郝大发领取补助。", "***人郝大发领取补助。"),
    ("郝大发患⽩⾎病。", "郝大发患***。"),
    ("郝大发邮箱haodafa艾特163点com", "郝大发邮箱h***@163点com"),
    ("郝大发邮箱hao dafa@163.com", "郝大发邮箱h***@163.com"),
    ("郝大发QQ：3578 9120，已转办。", "郝大发QQ：3***，已转办。"),
    ("QQ三五七八九一二零反馈。", "QQ三***反馈。"),
    ("姓名\t微信\t备注\n郝大发\tmei-9775\t无", "姓名\t微信\t备注\n郝大发\tm***\t无"),
    ("郝大发，住石桥村七组老槐树往北第二家。", "郝大发，住石桥村**。"),
    ("郝大发（石桥村大屋场）申请建房。", "郝大发（石桥村**）申请建房。"),
    ("郝大发，住惠民新村12-1103。", "郝大发，住惠民新村**。"),
    ("送达地址：清河镇柳树屯村115号，收件人郝大发。", "送达地址：清河镇柳树屯村**，收件人郝大发。"),
    ("多次拨打您家座机5567812，无人接听。", "多次拨打您家座机****812，无人接听。"),
    ("老郝家的座机0816-5567812一直没人接。", "老郝家的座机0816-****812一直没人接。"),
]
QUIET = [
    "序号\t户主\t耳标号\n1\t郝大发\t110105491231002",
    "2023年公务用车运行情况\n序号\t车牌号\t用途\n1\t川A12345\t机要通信",
    "可拨打0816-5567812向县法律援助中心咨询。",
    "郝大发，男，1985年5月生，其子上小学。",
    "姓名\t工作微信群\t备注\n郝大发\tqhz2024\t无",
    "发包方：石桥村三组，承包方：郝大发。",
]


def left(planted) -> float:
    """The share that survives in the masked text."""
    return sum(secret in masked(text) for text, secret in planted) / len(planted)


def test_eighth_corpus_plain():
    """Nothing survives that is written plainly."""
    m = Eighth(8)
    assert left([one for _ in range(ROUNDS) for one in m.told()]) <= 0.005


def test_eighth_corpus_disguised():
    """At least 97 in a hundred are gone."""
    m = Eighth(88)
    assert left([one for _ in range(ROUNDS) for one in m.disguised()]) <= 0.03


def test_closing_up_is_needed(monkeypatch):
    """Control: read only as it stands, the disguised corpus is no longer reached."""
    monkeypatch.setattr(detector, "close", together)
    m = Eighth(88)
    assert left([one for _ in range(ROUNDS) for one in m.disguised()]) > 0.1


def test_eighth_corpus_quiet():
    """Offices, groups, channels and crowds do not stop a page, and headings make no sentence."""
    assert not [text for seed in range(ROUNDS) for text in quiet(seed) if sensitive(text)]


@pytest.mark.parametrize(("text", "clean"), MASKED)
def test_masked_whole(text, clean):
    """The mask covers all that tells of one person, and nothing beside it."""
    assert masked(text) == clean


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text):
    """What is not of a private person is left alone."""
    assert not sensitive(text)


def test_a_cut_line_is_read_whole(monkeypatch):
    """The office before an address stands in the line above; read line by line (control) the address would stop."""
    text = "政府信息公开受理机构：清河镇党政综\n合办公室，联系电话：0394-297\n5068，地址：建设大道380号。"
    assert not sensitive(text)
    assert not sensitive("严打电信网络诈骗，加强未成年人权益保\n护和犯罪预防，强化食品监管。")
    monkeypatch.setattr(detector, "cut_lines", lambda seen: [])
    assert {f.kind for f in sensitive(text)} == {"address"}


def test_columns_in_blanks_stay_columns():
    """Only the spread word is closed up in a row whose cells blanks part."""
    row = "瓦窑村 董玉珍 女 60岁 尿 毒 症 签约医生"
    assert close(plain(row)).text == "瓦窑村 董玉珍 女 60岁 尿毒症 签约医生"


def test_a_plate_of_nobody_in_office_stops():
    """Control of the official cars: the same plate, driven by somebody."""
    assert masked("当事人驾驶川A12345超载。") == "当事人驾驶川A***45超载。"


def test_fifteen_digits_without_another_name_stop():
    """Control of the ear tags."""
    assert {f.kind for f in sensitive("郝大发，110105491231002，低保户。")} == {"id"}


def test_rows_and_headings_stay_apart():
    """Ends of lines go only inside a sentence or a broken row."""
    apart = "救助名单\n姓名：郝大发\n一、审核\n（二）公示\n1\t甲\t乙\n2\t丙\t丁\n"
    assert close(plain(apart)).text == together(plain(apart)).text
    broken = "序号\t姓名\t病种\n1\t郝\n大发\t肝\n硬化\n2\t秦守义\t癫痫\n"
    assert "1\t郝大发\t肝硬化\n2\t" in close(plain(broken)).text


def test_a_name_cut_by_paragraphs_goes_from_a_word_file():
    """Both pieces are masked, the rest of either paragraph stays."""
    file = docx.Document()
    file.add_paragraph("镇里看望了，留守儿童郝梓")
    file.add_paragraph("轩，他今年9岁。")
    held = io.BytesIO()
    file.save(held)
    cleaned = docx.Document(io.BytesIO(check(held.getvalue(), "a.docx").cleaned or b""))
    said = "".join(p.text for p in cleaned.paragraphs)
    assert (
        "梓" not in said
        and "轩" not in said
        and said.startswith("镇里看望了，留守儿童")
        and said.endswith("，他今年9岁。")
    )


def test_spread_words_go_from_a_workbook():
    """An illness in blanks and an account below its title are masked in their cells."""
    book = openpyxl.Workbook()
    for row in (("姓名", "情况", "微信号"), ("郝大发", "患 肝 硬 化 多 年", "hdf 1982")):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    cleaned = openpyxl.load_workbook(io.BytesIO(check(held.getvalue(), "a.xlsx").cleaned or b""))
    said = [str(cell.value) for cell in list(cleaned.active.rows)[1]]
    assert said == ["郝大发", "***", "h***"]
