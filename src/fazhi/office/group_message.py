"""A message to a work group of DingTalk, WeCom or Feishu: a title and a link, nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import quote_plus

KINDS = ("dingtalk", "wecom", "feishu")
LONGEST = 2048  # bytes of a WeCom text


@dataclass(frozen=True, slots=True)
class Group:
    """Where to send: the robot's address of one kind, and its secret (empty: the robot asks for none)."""

    kind: str
    url: str
    secret: str = ""


def message(group: Group, title: str, link: str, seconds: int) -> tuple[str, dict[str, object]]:
    """(address, content) for the robot at a moment in Unix seconds. Source: the robots' public manuals."""
    text = f"{title}\n{link}".encode()[:LONGEST].decode("utf-8", "ignore")
    if group.kind == "feishu":
        content: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
        if group.secret:
            key = f"{seconds}\n{group.secret}".encode()
            content |= {"timestamp": str(seconds), "sign": base64.b64encode(hmac.digest(key, b"", "sha256")).decode()}
        return group.url, content
    content = {"msgtype": "text", "text": {"content": text}}
    if group.kind == "dingtalk" and group.secret:
        stamp = seconds * 1000
        signed = hmac.new(group.secret.encode(), f"{stamp}\n{group.secret}".encode(), hashlib.sha256).digest()
        return f"{group.url}&timestamp={stamp}&sign={quote_plus(base64.b64encode(signed))}", content
    return group.url, content
