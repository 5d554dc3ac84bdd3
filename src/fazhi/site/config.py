"""What the operator may set: environment variables FAZHI_*, or the same names in lower case in <home>/fazhi.toml."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from fazhi.kernel.faults import Problem, SetupFault, nearest

KEYS = (
    "database_url",
    "secret_key",
    "packs",
    "province",
    "debug",
    "allowed_hosts",
    "as_of",
    "kept_since",
    "mail_url",
    "group_url",
    "site_url",
)
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
SECRET_LENGTH = 32
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Database:
    """Where the tables are. `engine` is sqlite or postgresql; `name` is an absolute path for SQLite."""

    engine: str
    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server: smtps, or smtp with STARTTLS; `sender` stands in From."""

    host: str
    port: int
    user: str
    password: str
    ssl: bool
    sender: str


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one installation. `as_of` is the demo clock: that day instead of today.

    `kept_since`: recurring duties are judged from the period that holds this day; None: from the first record's.
    """

    home: Path
    database: Database
    secret_key: str
    packs: tuple[Path, ...]
    province: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    as_of: date | None
    kept_since: date | None
    mail: Mail | None
    group: tuple[str, str, str] | None
    site_url: str


def read_config(environment: Mapping[str, str], tree: Path) -> Config:
    """The settings; the environment wins over fazhi.toml. `tree`: the folder under which `var` is the default home.

    Makes the home folder. Raises SetupFault with every setting that makes no sense.
    """
    home = _home(environment, tree)
    given = _file(home / "fazhi.toml") | {
        k: v for k in KEYS if (v := environment.get(f"FAZHI_{k.upper()}")) is not None
    }
    problems: list[Problem] = []

    def take(key: str, read: Callable[[str], Read], otherwise: Read) -> Read:
        if key not in given:
            return otherwise
        try:
            return read(given[key])
        except SetupFault as fault:
            problems.extend(fault.problems)
            return otherwise

    config = Config(
        home=home,
        database=take("database_url", _database, Database("sqlite", str(home / "fazhi.db"))),
        secret_key=take("secret_key", _secret, ""),
        packs=take("packs", _packs, ()),
        province=take("province", str, "henan"),
        debug=take("debug", _flag, False),
        allowed_hosts=take("allowed_hosts", _hosts, ("127.0.0.1", "localhost")),
        as_of=take("as_of", lambda v: _day("as_of", v), None),
        mail=take("mail_url", _mail, None),
        group=take("group_url", _group, None),
        site_url=take("site_url", str, "http://127.0.0.1:8000"),
        kept_since=take("kept_since", lambda v: _day("kept_since", v), None),
    )
    if problems:
        raise SetupFault(*problems)
    return config


def _home(environment: Mapping[str, str], tree: Path) -> Path:
    home = Path(environment.get("FAZHI_HOME") or tree / "var").absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"建不了这个文件夹（{error.strerror}）"
        raise SetupFault(
            Problem(f"FAZHI_HOME {home}", what, "可写的文件夹", "换一个位置", "cannot make folder")
        ) from error
    return home


def secret_of(config: Config) -> str:
    """The secret key set, or the one kept in the home folder; made there the first time."""
    if config.secret_key:
        return config.secret_key
    file = config.home / "secret_key"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    kept = file.read_text("utf-8").strip()
    if len(kept) < SECRET_LENGTH:
        raise _wrong(
            "secret_key",
            str(file),
            f"至少{SECRET_LENGTH}个字符",
            "删除该文件后重新启动",
            "secret key file is too short",
        )
    return kept


def _wrong(key: str, value: str, allowed: str, mend: str, english: str) -> SetupFault:
    return SetupFault(Problem(f"FAZHI_{key.upper()}", f"“{value}”不能用", allowed, mend, english))


def _file(file: Path) -> dict[str, str]:
    """Settings of fazhi.toml as text; empty when there is none."""
    if not file.exists():
        return {}
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupFault(
            Problem(str(file), f"不是正确的 TOML（{error}）", "", "改正后重新启动", "not valid TOML")
        ) from error
    unknown = [k for k in table if k not in KEYS]
    if unknown:
        raise SetupFault(
            *(
                Problem(
                    f"{file} {k}",
                    "没有这个设置",
                    "、".join(KEYS),
                    f"改为 {nearest(k, KEYS) or KEYS[0]}",
                    "unknown setting",
                )
                for k in unknown
            )
        )
    return {k: os.pathsep.join(map(str, v)) if isinstance(v, list) else str(v) for k, v in table.items()}


def _database(value: str) -> Database:
    form = "sqlite:///绝对路径 或 postgresql://用户:密码@主机:端口/库名"
    try:
        url = urlsplit(value)
        port = str(url.port or "")
    except ValueError:
        raise _wrong("database_url", value, form, "按格式填写", "not a database URL") from None
    if url.scheme == "sqlite" and not url.netloc and len(url.path) > 1:
        return Database("sqlite", str(Path(_sqlite_path(url))))
    if url.scheme in ("postgresql", "postgres") and url.path.strip("/"):
        name = unquote(url.path.strip("/"))
        return Database(
            "postgresql", name, url.hostname or "", port, unquote(url.username or ""), unquote(url.password or "")
        )
    shown = value if not url.password else value.replace(url.password, "***")
    raise _wrong("database_url", shown, form, "按格式填写", "not a database URL")


def _sqlite_path(url: SplitResult) -> str:
    path = unquote(url.path)
    on_windows = len(path) > 2 and path[2] == ":"
    return path[1:] if on_windows else path


def _secret(value: str) -> str:
    if len(value) < SECRET_LENGTH:
        raise _wrong(
            "secret_key", "***", f"至少{SECRET_LENGTH}个字符", "换一个长的，或不设（自动生成）", "secret key too short"
        )
    return value


def _packs(value: str) -> tuple[Path, ...]:
    folders = tuple(Path(p).absolute() for p in value.split(os.pathsep) if p)
    absent = next((p for p in folders if not p.is_dir()), None)
    if absent is not None:
        raise _wrong("packs", str(absent), f"已有的文件夹，用“{os.pathsep}”隔开", "检查路径", "no such pack folder")
    return folders


def _mail(value: str) -> Mail:
    url = urlsplit(value)
    sender = parse_qs(url.query).get("from", [""])[0]
    if url.scheme not in ("smtp", "smtps") or not url.hostname or "@" not in sender:
        form = "smtps://用户:密码@主机:465?from=台账@单位.gov.cn"
        raise _wrong("mail_url", value.replace(url.password or "\0", "***"), form, "按格式填写", "not a mail URL")
    secure = url.scheme == "smtps"
    port = url.port or (465 if secure else 587)
    return Mail(url.hostname, port, unquote(url.username or ""), unquote(url.password or ""), secure, sender)


def _group(value: str) -> tuple[str, str, str]:
    kind, _, rest = value.partition("+")
    url, _, secret = rest.partition("#")
    if kind not in ("dingtalk", "wecom", "feishu") or not url.startswith("https://"):
        form = "dingtalk+https://…#密钥（dingtalk、wecom、feishu）"
        raise _wrong("group_url", f"{kind}+…", form, "按格式填写", "not a work group's robot")
    return kind, url, secret


def _flag(value: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise _wrong("debug", value, "1 或 0", "改为 1 或 0", "not yes or no")


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(h.strip() for h in value.replace(os.pathsep, ",").split(",") if h.strip())
    bad = next((h for h in hosts if "/" in h or " " in h), None)
    if bad is not None or not hosts:
        raise _wrong("allowed_hosts", bad or value, "主机名，用逗号隔开，不带 http://", "只写主机名", "not a host name")
    return hosts


def _day(key: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _wrong(key, value, "2026-03-31", "按这个样子填写", "not a date") from None
