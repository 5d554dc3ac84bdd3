"""`fazhi VERB`: parse, set up what the verb needs, run it, and turn faults into messages and exit codes.

Exit codes: 0 done; 1 done, and something needs attention (check: overdue or violated; verify: tampering; import: rows refused);
2 bad input or a machine that is not fit; nothing was written.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from fazhi import __version__
from fazhi.kernel.faults import Fault, InputFault, Problem, nearest

ATTENTION, REFUSED = 1, 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: the module that does it, its help in both languages, and whether it needs Django and records already there."""

    module: str
    help: str
    database: bool = True
    records: bool = False


VERBS = {
    "demo": Verb(
        "fazhi.cli.demo", "建立示例乡镇、导入台账、生成年度报告并启动 / build the demo township, import, report, serve"
    ),
    "serve": Verb("fazhi.cli.serve", "启动网页服务 / start the web server"),
    "import": Verb("fazhi.cli.import_ledger", "导入 Excel 台账 / import ledger workbooks", records=True),
    "check": Verb("fazhi.cli.check", "按当日规则逐项核对 / judge every duty", records=True),
    "explain": Verb("fazhi.cli.explain", "说明一项结论的依据与逐日计算 / explain one finding", records=True),
    "report": Verb("fazhi.cli.report", "生成年度报告 Word / write the annual report", records=True),
    "verify": Verb("fazhi.cli.verify", "核验封存链与佐证材料 / verify the sealed ledger and its files", records=True),
    "doctor": Verb("fazhi.cli.doctor", "检查本机环境 / check this machine"),
    "accounts": Verb("fazhi.cli.accounts", "按县里发的名单建账号 / accounts from a list", records=True),
    "digest": Verb("fazhi.cli.digest", "到期提醒：邮件和工作群 / what falls due, by mail and to a group", records=True),
    "plan": Verb("fazhi.cli.plan", "倒排一件事项剩余步骤的最早、最迟日期 / plan a matter backwards", records=True),
    "law": Verb("fazhi.cli.law", "两天之间法定要求的变化 / what the law changes between two days", records=True),
    "laws": Verb("fazhi.cli.laws", "收录法规条文，显示在依据页 / keep the words of articles"),
    "proofread": Verb("fazhi.cli.proofread", "体检一份报告 / what a careful reader marks in a report"),
    "gongwen": Verb("fazhi.cli.gongwen", "核对公文版式（GB/T 9704）/ the layout of a .docx", database=False),
    "fill": Verb("fazhi.cli.fill", "填上级发的空白表 / fill a superior's blank form", records=True),
    "clear": Verb("fazhi.cli.clear", "公开前安检：个人信息和隐藏内容 / check before publication", database=False),
    "deadline": Verb(
        "fazhi.cli.deadline", "单独计算一个期限并逐日说明 / count one term and show every day", database=False
    ),
    "calendar": Verb("fazhi.cli.calendar", "查看、导入一年的放假安排 / show or import a year's holidays"),
    "judge": Verb(
        "fazhi.cli.judge", "不用数据库，直接按事实判断 / judge bare facts without a database", database=False
    ),
}


class Parser(argparse.ArgumentParser):
    """argparse with faults instead of its own exit, so that every message has one form."""

    def error(self, message: str) -> NoReturn:
        """Raise InputFault with argparse's message."""
        raise InputFault(
            Problem("命令行参数", message, self.format_usage().strip(), f"用 {self.prog} --help 查看用法", message)
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in words
    try:
        return _run(words)
    except Fault as fault:
        return _report(fault, as_json)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("\n已停止 / stopped", file=sys.stderr)
        return 130


def _run(words: list[str]) -> int:
    parser = Parser(
        prog="fazhi", description="法治台账 Fazhi：记一次，知法定，写报告 / records once, knows what the law asks"
    )
    parser.add_argument("--version", action="version", version=f"fazhi {__version__}")
    lines = "\n".join(f"  {name:<10}{verb.help}" for name, verb in VERBS.items())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = f"命令 / verbs:\n{lines}\n\n退出码 / exit codes: 0 完成 done, 1 有需要处理的事项 attention, 2 输入有误 bad input"
    parser.add_argument("verb", metavar="命令/VERB")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="fazhi 命令 --help")
    if not words:
        parser.print_help()
        return REFUSED
    args = parser.parse_args(words)
    verb = VERBS.get(args.verb)
    if verb is None:
        close = nearest(args.verb, VERBS)
        mend = f"改为 fazhi {close}" if close else "用 fazhi --help 查看"
        raise InputFault(
            Problem(f"命令 {args.verb}", "没有这个命令", "、".join(VERBS), mend, f"unknown verb {args.verb}")
        )
    return _do(args.verb, verb, args.rest)


def _do(name: str, verb: Verb, rest: list[str]) -> int:
    if verb.database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")
        importlib.import_module("django").setup()
    module = importlib.import_module(verb.module)
    parser = Parser(prog=f"fazhi {name}", description=verb.help, formatter_class=argparse.RawDescriptionHelpFormatter)
    module.arguments(parser)
    args = parser.parse_args(rest)
    if verb.records and not getattr(args, "packs", False):
        importlib.import_module("fazhi.store.install").require_tables()
    return int(module.run(args))


def _report(fault: Fault, as_json: bool) -> int:
    if as_json:
        rows = [
            {"where": p.where, "what": p.what, "allowed": p.allowed, "mend": p.mend, "en": p.what_en}
            for p in fault.problems
        ]
        print(json.dumps({"errors": rows}, ensure_ascii=False))
    for problem in fault.problems:
        print(f"错误 / error: {problem.both()}", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    raise SystemExit(main())
