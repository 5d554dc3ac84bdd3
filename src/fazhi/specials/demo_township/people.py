"""Who is who in the invented township: units and posts. All places and people here are made up."""

from __future__ import annotations

from datetime import date

from fazhi.kernel.units import Holding, Unit

COUNTY, TOWNSHIP = "yunling", "qinghe"
SETTLED = date(2021, 9, 1)
VILLAGES = (
    "柳林村",
    "白石村",
    "青石桥村",
    "东坝村",
    "西坝村",
    "石门村",
    "槐树坪村",
    "荷塘村",
    "竹溪村",
    "上河村",
    "下河村",
    "枫岭村",
)
STATIONS = ("司法所", "财政所", "综合行政执法队", "农业服务中心", "党群服务中心", "乡村建设服务中心")
# Name, post, tags, first day, last day (None: still there).
OFFICERS: tuple[tuple[str, str, str, date, date | None], ...] = (
    ("示例·沈望川", "党委书记", "leader head", SETTLED, None),
    ("示例·顾明远", "党委副书记、镇长", "leader head", SETTLED, None),
    ("示例·陶知行", "人大主席", "leader", SETTLED, None),
    ("示例·秦若谷", "党委副书记、政法委员", "leader", SETTLED, None),
    ("示例·何清源", "纪委书记", "leader", SETTLED, None),
    ("示例·叶长青", "组织委员", "leader", SETTLED, None),
    ("示例·苏文瑾", "宣传委员", "leader", SETTLED, None),
    ("示例·韩石", "武装部部长", "leader", SETTLED, None),
    ("示例·骆平", "副镇长", "leader", SETTLED, None),
    ("示例·冯岳", "副镇长", "leader", SETTLED, date(2025, 6, 30)),
    ("示例·卫澜", "副镇长", "leader", date(2025, 7, 1), None),
    ("示例·孟雪", "副镇长", "leader", SETTLED, None),
    ("示例·林小满", "法治专干", "clerk", SETTLED, None),
    ("示例·周砚", "党政（综合）办公室主任", "office", SETTLED, None),
    ("示例·雷鸣", "综合行政执法队队长", "officer", SETTLED, None),
    ("示例·江澄", "执法队员", "officer", SETTLED, None),
    ("示例·罗松", "执法队员", "officer", SETTLED, None),
    ("示例·白桦", "执法队员", "officer", SETTLED, None),
    ("示例·石磊", "执法队员", "officer", SETTLED, date(2026, 5, 31)),
    ("示例·尹川", "执法队员", "officer", date(2025, 3, 1), None),
)
SURNAMES = "赵钱孙李吴郑王陈卢蒋杨朱许吕张孔曹严"
GIVEN = (
    "春生",
    "秋实",
    "夏禾",
    "冬青",
    "立新",
    "向阳",
    "思源",
    "志和",
    "玉竹",
    "守田",
    "望溪",
    "归农",
    "一鸣",
    "安然",
    "远山",
    "雨桐",
    "若兰",
    "景行",
)
# Sign-in name -> person, for the five desks people sit at.
ACCOUNTS = {"clerk": "p13", "head": "p02", "office": "p14", "liaison": "q01", "county": "c01"}


def units() -> tuple[Unit, ...]:
    """County, township, twelve villages, six stations; parents first."""
    return (
        Unit(COUNTY, "云岭县（虚构示例）", "county"),
        Unit(TOWNSHIP, "清河镇", "township", COUNTY),
        *(Unit(f"{TOWNSHIP}-v{n:02}", name, "village", TOWNSHIP) for n, name in enumerate(VILLAGES, start=1)),
        *(Unit(f"{TOWNSHIP}-s{n}", f"清河{name}", "station", TOWNSHIP) for n, name in enumerate(STATIONS, start=1)),
    )


def holdings() -> tuple[Holding, ...]:
    """Everyone's posts: leaders (one of whom left for another in mid-2025), clerk, office, a liaison a village and station."""
    officers = [
        Holding(f"p{n:02}", name, TOWNSHIP, post, frozenset(tags.split()), since, until)
        for n, (name, post, tags, since, until) in enumerate(OFFICERS, start=1)
    ]
    below = [u for u in units() if u.kind in ("village", "station")]
    liaisons = [
        Holding(f"q{n:02}", f"示例·{surname}{given}", unit.id, "普法联络员", frozenset({"liaison"}), SETTLED)
        for n, (unit, surname, given) in enumerate(zip(below, SURNAMES, GIVEN, strict=True), start=1)
    ]
    county = Holding("c01", "示例·田禾", COUNTY, "县司法局法治督察股", frozenset({"county"}), SETTLED)
    return (*officers, *liaisons, county)
