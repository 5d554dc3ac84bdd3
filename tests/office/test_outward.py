"""What leaves this server: only to public https addresses, and only a title and a link."""

import base64
import hashlib
import hmac
import socket
from urllib.parse import parse_qs, urlsplit

import pytest

from fazhi.kernel.faults import InputFault
from fazhi.office.group_message import Group, message
from fazhi.office.outward import addresses_of, post_json


@pytest.mark.parametrize(
    "url",
    [
        "http://oapi.dingtalk.com/robot/send",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://10.1.2.3/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://user:word@example.com/",
        "file:///etc/passwd",
        "https://no-such-host.invalid/x",
    ],
)
def test_only_public_https_addresses(url):
    """Nothing inside is reached, whatever the settings say."""
    with pytest.raises(InputFault):
        post_json(url, {"a": 1})


def test_a_name_that_leads_inside_is_refused(monkeypatch):
    """One private address among public ones is enough."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows)
    with pytest.raises(InputFault, match=r"10\.0\.0\.7"):
        addresses_of("robots.example", 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows[:1])
    assert addresses_of("robots.example", 443) == ["8.8.8.8"]


def test_the_signature_of_dingtalk():
    """HMAC-SHA256 over stamp and secret, as the robot checks it."""
    url, content = message(
        Group("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=x", "SEC1"), "题", "链接", 1700000000
    )
    asked = parse_qs(urlsplit(url).query)
    expected = hmac.new(b"SEC1", b"1700000000000\nSEC1", hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"][0]) == expected and asked["timestamp"] == ["1700000000000"]
    assert content == {"msgtype": "text", "text": {"content": "题\n链接"}}


def test_feishu_and_wecom():
    """Feishu signs in the body; WeCom takes at most 2,048 bytes, cut at a character."""
    _, content = message(Group("feishu", "https://open.feishu.cn/x", "S"), "题", "链接", 1700000000)
    key = b"1700000000\nS"
    assert content["sign"] == base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
    _, content = message(Group("wecom", "https://qyapi.weixin.qq.com/x"), "长" * 3000, "链接", 1)
    text = content["text"]["content"]  # type: ignore[index]
    assert len(text.encode()) <= 2048 and set(text) == {"长"}
