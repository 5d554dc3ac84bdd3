"""`fazhi serve`: the web server (waitress), on this machine only unless told otherwise."""

from __future__ import annotations

import argparse
import socket

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from fazhi.kernel.faults import InputFault, Problem
from fazhi.store.install import install

HOST, PORT = "127.0.0.1", 8000
THREADS = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    """--host, --port."""
    parser.add_argument("--host", default=HOST, help="监听地址，默认只限本机 / address; default: this machine only")
    parser.add_argument("--port", default=str(PORT), help="端口，默认 8000 / port")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    port = a_port(args.port)
    install()
    serve(args.host, port)
    return 0


def a_port(text: str) -> int:
    """A port number, 1 to 65535."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise InputFault(Problem(f"--port {text}", "不是端口号", "1到65535", "改为 8000", f"{text} is not a port"))
    return int(text)


def serve(host: str, port: int) -> None:
    """Answer on host:port until the process ends. Raises InputFault when the address is taken or not ours."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        what = f"不能使用（{error.strerror}）"
        raise InputFault(
            Problem(f"{host}:{port}", what, "", "换一个 --port，或关闭占用它的程序", f"cannot listen on {host}:{port}")
        ) from None
    listener.listen(128)
    if host not in settings.ALLOWED_HOSTS and host != "0.0.0.0":
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, host]
    print(f"法治台账已启动：http://{host}:{port}　（Ctrl+C 停止）/ serving", flush=True)
    waitress.serve(get_wsgi_application(), sockets=[listener], threads=THREADS, _quiet=True)
