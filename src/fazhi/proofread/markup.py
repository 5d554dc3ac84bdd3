"""残留标记: field codes, web controls, placeholders, lost characters, watermarks, brackets and quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.blanks import UNFILLED, blanks, masked
from fazhi.proofread.report import Mark, Report, each
from fazhi.proofread.sieve import Sieve

FAMILY = "8_markup"
OPEN, CLOSE = "（(【[〔《〈", "）)】]〕》〉"
KINDS = (
    (Sieve(r"\[bookmark:[^\]\n]*\]|\bOLE_LINK\d+|_GoBack\b|_Toc\d{4,}"), "文字处理软件留下的书签", "删去"),
    (Sieve(r'HYPERLINK\s*\\?[lo]?\s*"[^"\n]*"|javascript:\S*|\bon(?:click|load)=\S+'), "网页或者域代码", "删去"),
    (
        Sieve(
            r"\\\*\s*MERGEFORMAT|\b(?:PAGEREF|MERGEFIELD|FORMTEXT|FORMCHECKBOX|NOTEREF|DOCPROPERTY|EMBED|INCLUDEPICTURE|SEQ|STYLEREF|NUMPAGES)\b[^\n，。]{0,30}|\bPAGE\s*\\\*[^\n，。]{0,20}"
            r"|\bTOC\s+\\o[^\n]{0,20}|错误[!！]\s*(?:未找到|未定义|文档中没有)[^\n，。]{0,14}|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|\.(?:xlsx?|docx?|wps|et)![A-Z]+\d+|file:///\S*|[A-Z]:\\[^，。\s]{2,40}|#{4,}|=(?:SUM|AVERAGE|COUNT|IF|VLOOKUP)\([^)\n]{0,30}\)"
        ),
        "域代码或者公式报错",
        "更新域，再核对",
    ),
    (
        Sieve(
            r"<!--[^\n]{0,80}?-->|</?[a-zA-Z][^<>\n]{0,80}>|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot|#\d+);?|\\[nrt](?![a-z])|\\u[0-9a-f]{4}"
        ),
        "网页代码",
        "删去",
    ),
    (
        Sieve(
            r"\{\{[^{}\n]*\}\}|\{[\u4e00-\u9fff\w]{1,12}\}|\$\{[^{}\n]*\}|<<[^<>\n]{1,20}>>|《《[^》\n]{1,20}》》|\{%[^%\n]*%\}"
        ),
        "模板的占位没有换成内容",
        "填上",
    ),
    (
        Sieve(
            r"作为(?:一个|一名)?(?:人工智能|AI|大)(?:语言)?(?:模型|助手)[^。\n]{0,40}|(?:好的，)?以下(?:是|为)(?:我)?(?:为您|帮您|根据[^，。\n]{0,12})?[^，。：\n]{0,6}"
            r"(?:修改|润色|优化|整理|生成|改写|扩写)后?的[^，。：\n]{0,10}[:：]|(?:由|经)\s*(?:AI|人工智能|ChatGPT|DeepSeek|文心一言|豆包|通义千问|Kimi)[^，。）)\n]{0,8}(?:生成|撰写|辅助生成)"
            r"|希望(?:以上|这些|本)[^，。\n]{0,8}(?:对您|对你|能帮)[^。\n]{0,12}|如需(?:进一步)?(?:修改|调整)[^。\n]{0,16}(?:请|随时)告[^。\n]{0,6}",
            re.I,
        ),
        "写作工具留下的话",
        "删去",
    ),
    (
        Sieve(
            r"[☐☑☒](?=[是否有无\u4e00-\u9fff])|[□■](?=[是否有无](?:[ \u3000☐□■]|$))"
            r"|\*\*[^*\n]{1,40}\*\*|^#{1,4}\s+(?=\S)|^```\w*",
            re.M,
        ),
        "排版符号",
        "删去",
    ),
    (Sieve(r"\?{3,}|？{3,}|\ufffd+|□{2,}|■{2,}|锟斤拷|烫烫|(?:ï¿½)+|â€[œ\u009d]?"), "丢失的字符", "对照原稿补上"),
    (
        Sieve(
            r"[（(【\[〔][^（）()【】\[\]〔〕\n]{0,16}请[^（）()【】\[\]〔〕，。\n]{0,12}(?:核|补|校|改|审|定稿|确认|填|删|插|提供|把关)[^（）()【】\[\]〔〕\n]{0,10}[）)】\]〕]|[（(【\[〔](?:讨论稿|草稿|初稿|未定稿|[^（）()\n]{0,8}待[^（）()，。\n]{0,12}(?:核实|补充|确认|核定|后补|填报|再补)|内部资料|内部传阅|[^（）()\n]{0,10}(?:勿外传|勿扩散|勿转发|注意保密))[^（）()【】\[\]\n]{0,10}[）)】\]〕]"
            r"|(?:单击|双击|点击)(?:此处|这里)(?:添加|输入|编辑|键入)[\u4e00-\u9fff]{0,4}"
            r"|[（(【\[〔][^（）()【】\[\]〔〕\n]{0,8}(?:此处|待定|待补|待填|待核|待查|待续|待完善|待修改|待更新|暂缺|请填写|需补充|需核实|领导审定|请插入|插入图|插图|略去|图略|[图表]格?略|名单略|批示|请补充|请核实|请修改|双击打开|单击此处|点击此处|在此输入|键入|数据来源\?|T[O]DO|todo|同上年|套用)"
            r"[^（）()【】\[\]〔〕\n]{0,24}[）)】\]〕]|(?<=[，。；、：:（(])[^，。；、（(\n]{0,6}(?:图|表|照片|数据|数字|名单|材料|附件)待(?:补|核|定|填|查)(?=[，。；、）)]|$)|T[O]DO|TB[D]|FIXM[E]|[（(][^（）()\n]{0,12}(?:字号|[一二三四小]号(?:字|方正|仿宋|黑体|楷体|宋体|小标宋)|小标宋|仿宋|行距|页边距|首行缩进)[^（）()\n]{0,12}[）)]|(?<=[：。，；])\[\d{1,2}\](?=[\u4e00-\u9fff])|批注\[[^\]\n]{0,12}\][:：]?|[（(【\[〔][^（）()【】\[\]〔〕\n]{0,10}(?:批注|批示|修改意见|审稿意见|旁注|眉批|按语|备注)[:：][^（）()【】\[\]〔〕\n]{1,40}[）)】\]〕]|[（(【\[〔][^（）()【】\[\]〔〕\n]{0,8}(?:缺失|加载失败|无法显示|未显示|损坏|找不到|已失效|丢失|打不开)[）)】\]〕]"
            r"|[（(【\[〔](?:找|问|等|向|待|须|需)[^（）()【】\[\]〔〕，。\n]{1,12}(?:要数|要数据|核对|核实|确认|报数|提供|补报|定稿|拍板|把关)[）)】\]〕]|[（(【\[〔][^（）()【】\[\]〔〕\n]{0,10}(?:删掉|删一半|删减|太长|太短|改一下|再改改|重写|不用写|别写|可删|拟删|待删|要不要|是否保留|存疑)[^（）()【】\[\]〔〕\n]{0,10}[）)】\]〕]|(?:带格式的?|删除的内容|插入的内容|修订)[:：](?:字体|段落|缩进|两端)[^，。\n]{0,20}|(?:注|备注|提示|批注)[:：](?:此处|这里|请|待)[^。\n]{0,24}"
        ),
        "写作时的提示没有删",
        "删去或者补上",
    ),
    (
        Sieve(
            r"(?<![A-Za-zxX×\d赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁韦马方任袁柳唐罗薛雷贺倪汤郝安于傅齐康余顾孟黄萧尹姚邵汪毛宋庞熊纪项祝董梁杜贾江郭梅林钟徐邱高夏蔡田胡霍卢莫房丁邓洪崔龚程陆段侯武刘龙叶黎白某])[xX×ＸⅩ]{2,}(?=[\u4e00-\u9fff])|(?:[xX×＊*○〇]{2,}|(?<![A-Za-z])[xX×])(?:年|月|日|名|户|场|起|项|宗|家|镇|乡|县|村|件|人次|人|元|次|万|个|份|同志|局|办|站)|[xX×]月[xX×]日|[某×xX]{2,}[镇乡县村]|X{3,}|×{3,}(?!\d)"
            r"|_{3,}|＿{2,}|(?<=[\u4e00-\u9fff])\s{2,}年\s+月|年\s+月\s+日|(?<!\d)年\s{2,}月"
            r"|[●◎◇◆▲△★☆]{2,}|(?:审查|办理|办结|调解|调处|举办|发放|召开|收到|排查|开展|评查|采纳|提出|备案|受理|处理|化解|印发|报送|抽查|组织)[\u4e00-\u9fff]{0,4}(?:合同|文件|案件|纠纷|讲座|培训|会议|资料|手册|投诉|申请|意见|案卷|线索|隐患|建议|公告|信息|活动|宣讲)(?:份|件|起|场|期|次|册|条|卷|处|篇|批)(?=[，。；、])|附件[xXＸ×]{1,3}(?![a-zA-Z])"
            r"|(?<=[\u4e00-\u9fff])[ \u3000]{1,4}(?=(?:人次|次|件|人|名|份|场|个|期|元|万元|[%％]|起|户|条|项)(?:[，。、；]|$))"
            r"|第[xX×]{1,3}[条号次届]|……{2,}件|\(\s*\)|（\s*）"
        ),
        UNFILLED,
        "填上",
    ),
    (
        Sieve(
            r"(?:百度|道客|豆丁|原创力|人人|智汇|360|千图|觅|范文)[\u4e00-\u9fff]{0,3}(?:文库|文档|网|巴巴)(?:[^，。\n]{0,10}(?:下载|整理|提供))?|文库(?:下载|VIP)[^，。\n]{0,8}|仅供参考|(?:欢迎|免费|点击|付费)(?:下载|阅读|查看)"
            r"|(?:本文|文章|资料|内容)(?:来源|来自|转自|由)[^，。\n]{0,16}(?:网|整理|提供)|(?:精品|可编辑|完整版)(?:文档|资料)[^，。\n]{0,10}|下载(?:可|后可)(?:自行)?编辑|侵删|第\s*\d+\s*页\s*共\s*\d+\s*页"
            r"|打印本页|关闭窗口|【?字体[:：]?\s*[大中小 ]{3,}】?|分享到[:：]?|浏览次数[:：]?\s*\d*|上一篇[:：]|下一篇[:：]"
            r"|点击(?:查看|放大|展开|进入|阅读|收起|播放|链接)[^，。\n]{0,8}"
            r"|(?:展开|阅读|查看)(?:全文|原文|更多|详情)|返回(?:顶部|首页|列表)"
            r"|[\[【](?:图片|图|表情|链接|视频|音频|附件|二维码|动图)\d*[\]】]"
            r"|扫一?扫[^，。\n]{0,8}(?:关注|下载|打开|浏览|分享|阅读|查看|当前页|手机)[^，。\n]{0,6}|(?:微信|手机)扫(?:码|一扫)[^，。\n]{0,8}(?:本页|当前|此页|分享)|长按(?:识别|图片|二维码)[^，。\n]{0,8}|(?:在手机|手机端)(?:打开|查看|浏览)(?:当前|本|此)页"
            r"|(?:您|你)(?:现在)?(?:所在|当前)的?位置[^，。\n]{0,10}|(?:无障碍|适老化|长辈|老年)(?:浏览|模式|版)(?=[|｜ \]】]|$)"
            r"|网站(?:地图|标识码)[:：]?[^，。\n]{0,12}"
            r"|版权所有[^，。\n]{0,16}|[\u4e00-\u9fff]?ICP备[\d\-号]*|公网安备[^，。\n]{0,20}"
            r"|(?:查看|下载)原图|保存(?:到|至)相册|(?:加载|显示)(?:失败|中…*|更多)|(?:上|下)一(?:条|页)[:：]|相关(?:链接|附件|阅读|推荐)[:：]"
            r"|收藏本(?:页|站)|设为首页|朗读(?:全文|本页)|字号[:：]?\s*[大中小+\-A ]{2,}"
            r"|\[object Object\]|(?<![A-Za-z])(?:undefined|NaN|null)(?![A-Za-z])"
            r"|(?:责任)?编辑[:：][^，。\n]{0,6}$|(?:打印|收藏|关闭)(?:本页|此页|窗口)"
            r"|当前位置[:：]|发布(?:时间|日期)[:：]\s*[\d\-:\s]*"
            r"|阅读(?:量|次数)[:：]?\s*\d+|点击(?:数|量)[:：]\s*\d*"
        ),
        "网页或者文档网站留下的字样",
        "删去",
    ),
    (
        Sieve(
            r"(?<!\d)20\d?\s+年(?=[\u4e00-\u9fff\d])|(?<!\d)20\d\d\s{1,3}\d{1,2}\s{1,3}\d{1,2}日?|(?:(?<=[。；，：（\n])|^)年\d{1,2}月|(?<!\d)20\d\d\s*(?:1[0-2]|[1-9])月(?=\d{1,2}日|[\u4e00-\u9fff])(?<!年)|(?<=\d月)\d{1,2}(?=(?:召开|举办|开展|组织|印发|下午|上午|起|前|至|，))|(?<=年)\d{1,2}(?=\d?日)(?!\d?日内)(?!月)"
        ),
        "日期少了字",
        "补上年、月、日",
    ),
)
PAPER_NUMBER = Sieve(
    r"(?:[\u4e00-\u9fff]发|[\u4e00-\u9fff]办|[\u4e00-\u9fff]政|办函|[\u4e00-\u9fff]字)(?:[\[［(（]20\d\d[\]］)）]?|\s?〔?20\d\d|20\d\d〕)\s?\d{1,3}号"
)


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    told = [
        Mark(FAMILY, *found.span(), "error", why, better)
        for pattern, why, better in KINDS
        for found in each(pattern, report)
        if why is not UNFILLED or not masked(report, *found.span())
    ]
    yield from told
    for start, end in blanks(report):
        if not any(m.start < end and start < m.end for m in told):
            yield Mark(FAMILY, start, end, "error", UNFILLED, "填上，或者删去")
    for found in each(PAPER_NUMBER, report):
        yield Mark(FAMILY, *found.span(), "warning", "文号的年份应当用六角括号", "例如〔2024〕5号")
    yield from _quotes(report)
    yield from _brackets(report)


def _quotes(report: Report) -> Iterator[Mark]:
    """A quotation mark that no other answers before the next of its kind."""
    for begin, line in report.lines:
        waiting = -1
        alone = []
        for n, char in enumerate(line):
            if char == "“":
                alone += [waiting] if waiting >= 0 else []
                waiting = n
            elif char == "”":
                alone += [n] if waiting < 0 else []
                waiting = -1
        for n in [*alone, waiting] if waiting >= 0 else alone:
            yield Mark(FAMILY, begin + n, begin + n + 1, "warning", "引号不成对", "补上另一半")


def _brackets(report: Report) -> Iterator[Mark]:
    """A bracket whose other half is not on its line; 1） and （1 as marks of lists are left alone."""
    for begin, line in report.lines:
        waiting: list[tuple[int, str]] = []
        for n, char in enumerate(line):
            if char in OPEN:
                waiting.append((n, CLOSE[OPEN.index(char)]))
            elif char in CLOSE:
                kinds = {"）": "）)", ")": "）)"}.get(char, char)
                if waiting and waiting[-1][1] in kinds:
                    waiting.pop()
                elif not re.search(r"(?:^|[，。；：、\s])[\d一二三四五六七八九十①-⑩a-zA-Z]{1,3}$", line[:n]):
                    yield Mark(FAMILY, begin + n, begin + n + 1, "warning", "括号不成对", "补上另一半")
        for n, _ in waiting:
            yield Mark(FAMILY, begin + n, begin + n + 1, "warning", "括号不成对", "补上另一半")
