"""Set phrases, doubled characters, empty talk, claims for good, remains of pages and notices: own sentences and their look-alikes."""

import pytest

from fazhi.proofread.phrases import slips_in_phrases
from fazhi.proofread.report import Report
from fazhi.proofread.run import proofread
from fazhi.proofread.words import LANGUAGE
from tests.proofread.test_families import RULES, found

MARKED = [
    ("6_typo_repeat", "坚持事实求是，退回案卷3卷。", "事实求是"),
    ("6_typo_repeat", "做到立杆见影，整改9处。", "立杆见影"),
    ("6_typo_repeat", "做到严惩不待，处罚3件。", "严惩不待"),
    ("6_typo_repeat", "由由综合执法办牵头，检查4次。", "由由"),
    ("6_typo_repeat", "发放宪宪法读本90册。", "宪宪"),
    ("6_typo_repeat", "矛盾化解解工作专班开会2次。", "解解"),
    ("6_typo_repeat", "镇政府依法行使权利，处罚3件。", "行使权利"),
    ("6_typo_repeat", "公示自既日起7日。", "既日起"),
    ("6_typo_repeat", "推行“一公开、双随机”检查3次。", "一公开、双随机"),
    ("5_vague", "干部的精气神面貌一新。", "面貌一新"),
    ("5_vague", "为民服务的温度节节攀升。", "温度"),
    ("5_vague", "（一）普法宣传深入人心，法治氛围日益浓厚。\n二、问题\n案卷超期3件。", "普法宣传"),
    ("4_absolute", "村里赌博就此绝迹。", "绝迹"),
    ("4_absolute", "邻里再没红过脸。", "再没红过脸"),
    ("4_absolute", "新增违法建设为零。", "为零"),
    ("4_absolute", "案件件件依法办结。", "件件依法"),
    ("7_copy_template", "向各乡镇下达执法指标9项。", "向各乡镇下达"),
    ("7_copy_template", "全院医护人员学法2次。", "全院医护"),
    ("7_copy_template", "望各村、各单位认真贯彻执行。", "望各村"),
    ("7_copy_template", "现将计划印发给你们，共5页。", "印发给你们"),
    ("8_markup", "办理4件。微信扫一扫分享本页", "扫一扫"),
    ("8_markup", "受理9件【李主任批注：数字再核】。", "李主任批注"),
    ("8_markup", "见图2[图片加载失败]，共5处。", "[图片加载失败]"),
    ("8_markup", "备案7件（找司法所要数）。", "（找司法所要数）"),
    ("8_markup", "审查合同份，提出意见21条。", "合同份"),
    ("8_markup", "完成评查●●份。", "●●"),
    ("8_markup", "（图2：培训现场，图待补）培训2期。", "图待补"),
    ("7_copy_template", "区教育局党组专题研究学法4次。", "区教育局党组"),
    ("4_absolute", "村里听不到一声吵架。", "听不到一声"),
    ("4_absolute", "镇里的决定没有一项被上级否定过。", "没有一项"),
    ("6_typo_repeat", "镇司法所所负责人列席会议4次。", "所所"),
    ("6_typo_repeat", "督办8件，件件有回音，回访8件，件件有回音。", "件件有回音"),
    ("8_markup", "调解21件[[数据待核]]。", "[[数据待核]]"),
    ("4_absolute", "矛盾纠纷零上交。", "零上交"),
    ("4_absolute", "群众评价好，无一差评。", "无一差评"),
    ("6_typo_repeat", "规范话建设改造窗口4个。", "规范话"),
    ("6_typo_repeat", "释疑解或52次。", "释疑解或"),
    ("8_markup", "是否公开：☐是 ☐否，共3件。", "☐"),
]
RIGHT = [
    "上网公示处罚决定15件。",
    "镇司法所所长列席会议4次。",
    "审查合同12份，提出意见21条。",
    "县教育局来镇讲课2次。",
    "坚持实事求是，退回案卷3卷。",
    "因时制宜、因地制宜各改1处。",
    "理由由当事人写明，共9件。",
    "请求以及时答复为准，共3件。",
    "县法制审核办办事3次。",
    "对对子普法2场。",
    "全过程录像19件。",
    "村民依法行使权利，表决事项3件。",
    "在县平台领码52次。",
    "缘由是平台10月才开通，迟报4件。",
    "县信访局12月通报，全年无越级上访。",
    "案件22件，再无一件被撤销。",
    "“随手扫一扫”普法码张贴90处。",
    "栗园乡移来案件1件已立案。",
    "镇中心小学教研活动2次。",
    "网格员把读本送到每个楼栋长手里，共43本。",
]


@pytest.mark.parametrize(("family", "text", "part"), MARKED)
def test_marked(family, text, part):
    """The family is found where the part stands."""
    assert any(f == family and (part in span or span in part) for f, span in found(text)), found(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right(text):
    """Nothing is marked."""
    assert found(text) == []


def test_a_long_report_may_use_a_figure_of_speech():
    """The control: what a short report may not say alone stands in a long one unmarked."""
    long = "".join(f"第{n}次会议研究事项{n}件。" for n in range(1, 150)) + "为民服务的温度节节攀升。"
    assert not [m for m in proofread(long, RULES, 2024, "清河镇", False) if m.family == "5_vague"]


def test_half_a_phrase_is_no_slip():
    """The control: another half of another sound is another phrase."""
    path = RULES / LANGUAGE
    assert list(slips_in_phrases(Report("因村制宜、因地制宜", 2024), path)) == []
    assert list(slips_in_phrases(Report("因地治宜", 2024), path)) == [(0, "因地治宜", "因地制宜")]


def test_parts_under_spoken_headings():
    """What is wanting, why, and what comes next may be said in everyday words."""
    text = (
        "清河镇2024年法治政府建设情况报告\n一、镇长扛“第一责任”\n镇长领办争议2件。\n二、干了什么\n审查合同9份，办案3件。\n"
        "三、差在哪、为什么差\n超期3件，缘由是换人。\n四、往后怎么干\n3月补训。"
    )
    assert [missing for f, missing in found(text, whole=True) if f == "3_missing"] == []
