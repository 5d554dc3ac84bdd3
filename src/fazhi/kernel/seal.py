"""Seal: an RFC 9162 Merkle tree over canonical bytes, its proofs, salted commitments, and the checkpoint one can print.

A leaf is hashed as H(0x00 || data), a node as H(0x01 || left || right) (RFC 9162 §2.1.1), H being SM3 (GB/T 32905) or SHA-256.
The algorithm stands in the leaf's own canonical bytes and in the checkpoint, so neither can be read under another one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest

from fazhi.kernel.faults import Problem, SealFault
from fazhi.kernel.sm3 import sm3

ALGORITHMS = ("sm3", "sha256")
MIN_SALT = 16


def _openssl_sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _fastest_sm3() -> Callable[[bytes], bytes]:
    """OpenSSL's SM3 where it works, else the one in plain Python."""
    try:
        _openssl_sm3(b"")
    except ValueError:
        return sm3
    return _openssl_sm3


DIGESTS: Mapping[str, Callable[[bytes], bytes]] = {"sm3": _fastest_sm3(), "sha256": _sha256}


def digest(data: bytes, algorithm: str) -> bytes:
    """32 bytes. Raises SealFault for an algorithm that is not in ALGORITHMS."""
    if algorithm not in DIGESTS:
        raise SealFault(
            Problem("algorithm", f"不认识摘要算法“{algorithm}”", "、".join(ALGORITHMS), "", "unknown digest")
        )
    return DIGESTS[algorithm](data)


def hash_leaf(data: bytes, algorithm: str) -> bytes:
    """Hash of a leaf's data (RFC 9162 §2.1.1)."""
    return digest(b"\x00" + data, algorithm)


def hash_node(left: bytes, right: bytes, algorithm: str) -> bytes:
    """Hash of a node over its children (RFC 9162 §2.1.1)."""
    return digest(b"\x01" + left + right, algorithm)


def canonical(content: Mapping[str, object]) -> bytes:
    """The one spelling of `content`: JSON, keys in code-point order, no spaces, UTF-8.

    A whole number is spelt alike as int and float, for databases do not keep the difference. Tuples are lists.
    Raises SealFault (with the path) for NaN, infinities, lone surrogates, keys that are not text, and any other type.

    >>> canonical({"乙": 2.0, "甲": [None, True, 0.5]}).decode()
    '{"乙":2,"甲":[null,true,0.5]}'
    """
    plain = _plain(content, "$")
    try:
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeEncodeError as e:
        raise SealFault(Problem("$", "文字里有半个字符（孤立代理项）", mend="重新输入该处文字", what_en=str(e))) from e


def _plain(value: object, path: str) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        if odd := [k for k in value if not isinstance(k, str)]:
            raise SealFault(Problem(path, f"键{odd[0]!r}不是文字", "文字", "", "keys must be text"))
        return {k: _plain(v, f"{path}.{k}") for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, f"{path}[{i}]") for i, v in enumerate(value)]
    raise SealFault(
        Problem(
            path,
            f"无法封存{type(value).__name__}：{value!r}",
            "空、是否、数、文字、列表、表",
            "先转成文字",
            "cannot be sealed",
        )
    )


def commit(value: bytes, salt: str, algorithm: str) -> str:
    """Commitment (hex) that shows nothing of `value` without the salt and binds to it with the salt.

    salt: hex of 16 to 255 random bytes; its length is hashed along, so no byte can move between salt and value.
    Raises SealFault when the salt is shorter, longer or not hex.
    """
    try:
        raw = bytes.fromhex(salt)
    except ValueError:
        raw = b""
    if not MIN_SALT <= len(raw) < 256:
        raise SealFault(Problem("salt", "盐值不合要求", f"{MIN_SALT}至255字节的十六进制", "", "bad salt"))
    return digest(b"\x02" + bytes((len(raw),)) + raw + value, algorithm).hex()


def verify_commitment(commitment: str, value: bytes, salt: str, algorithm: str) -> bool:
    """Whether `commitment` was made from this value and salt. Raises as `commit` does."""
    return compare_digest(commit(value, salt, algorithm).encode(), commitment.encode())


def _split(n: int) -> int:
    """The largest power of two smaller than n, for n > 1."""
    return int(1 << ((n - 1).bit_length() - 1))


class Tree:
    """A growing tree that keeps every perfect subtree's root: twice the leaves in memory, 32 bytes each.

    Price: one node hash per append on average (log2 n at most); roots and proofs of any earlier size in O(log n).
    """

    def __init__(self, algorithm: str, leaves: Iterable[bytes] = ()) -> None:
        """leaves: leaf hashes (see `hash_leaf`)."""
        self.algorithm = algorithm
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash at the right edge."""
        self._levels[0].append(leaf)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            left, right = self._levels[level][-2:]
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(hash_node(left, right, self.algorithm))

    def root(self, size: int | None = None) -> bytes:
        """Root of the first `size` leaves (all by default); the empty tree's is the hash of nothing."""
        size = self._size(size, 0)
        return self._root(0, size) if size else digest(b"", self.algorithm)

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Siblings from leaf `index` up to the root of the first `size` leaves (RFC 9162 §2.1.3.1)."""
        size = self._size(size, index + 1)
        if index < 0:
            raise self._out_of(index)
        low, high, path = 0, size, []
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._root(middle, high))
                high = middle
            else:
                path.append(self._root(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency_proof(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        """Nodes that show the first `old` leaves unchanged among the first `size` (RFC 9162 §2.1.4.1); old >= 1."""
        size = self._size(size, old)
        if old < 1:
            raise self._out_of(old)
        low, high, path, whole = 0, size, [], True
        while high != old:
            middle = low + _split(high - low)
            if old <= middle:
                path.append(self._root(middle, high))
                high = middle
            else:
                path.append(self._root(low, middle))
                low, whole = middle, False
        if not whole:
            path.append(self._root(low, high))
        return tuple(reversed(path))

    def _root(self, low: int, high: int) -> bytes:
        """Root over leaves low..high-1, `low` a multiple of the range's span as RFC 9162's splits make it."""
        n = high - low
        if n & (n - 1) == 0:
            level = n.bit_length() - 1
            return self._levels[level][low >> level]
        middle = low + _split(n)
        return hash_node(self._root(low, middle), self._root(middle, high), self.algorithm)

    def _size(self, size: int | None, least: int) -> int:
        size = len(self) if size is None else size
        if not least <= size <= len(self):
            raise self._out_of(size)
        return size

    def _out_of(self, number: int) -> SealFault:
        return SealFault(Problem("tree", f"没有第{number}号", f"现有{len(self)}片叶", "", "no such leaf or size"))


def root_of(leaves: Iterable[bytes], algorithm: str) -> bytes:
    """Root over leaf hashes (RFC 9162 §2.1.1)."""
    return Tree(algorithm, leaves).root()


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes, algorithm: str) -> bool:
    """Whether leaf hash `leaf` is number `index` of the `size` leaves under `root` (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = hash_node(sibling, node, algorithm)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = hash_node(node, sibling, algorithm)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes], algorithm: str
) -> bool:
    """Whether the tree of `size` leaves under `root` only appended to that of `old` (RFC 9162 §2.1.4.2); 1 <= old."""
    if not 1 <= old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = hash_node(node, before, algorithm), hash_node(node, after, algorithm)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = hash_node(after, node, algorithm)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a witness keeps: whose log, how many leaves, their root, the algorithm, and when (an aware moment)."""

    origin: str
    size: int
    root: bytes
    algorithm: str
    at: datetime

    def __post_init__(self) -> None:
        """Raises SealFault for an origin that is empty or breaks the line, or a moment without a zone."""
        if not self.origin or "\n" in self.origin or self.at.tzinfo is None:
            raise SealFault(
                Problem(
                    "checkpoint", "封存点缺名称，或时刻没有时区", "一行名称，带时区的时刻", "", "bad origin or moment"
                )
            )

    def text(self) -> str:
        """Five lines, the first three as in a transparency log's checkpoint note: origin, size, root in base64."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\nalgorithm {self.algorithm}\nat {at}\n"

    @classmethod
    def from_text(cls, text: str) -> Checkpoint:
        """The checkpoint that `text()` wrote. Raises SealFault for anything it would not write itself."""
        try:
            origin, size, root, algorithm, at, _end = text.split("\n")
            found = cls(
                origin,
                int(size),
                base64.b64decode(root, validate=True),
                algorithm.removeprefix("algorithm "),
                datetime.fromisoformat(at.removeprefix("at ")),
            )
            sound = found.text() == text and found.size >= 0 and len(found.root) == 32
        except (ValueError, OverflowError, binascii.Error):
            sound = False
        if not sound or found.algorithm not in ALGORITHMS:
            raise SealFault(
                Problem("checkpoint", "封存点文字不完整或被改动", "五行原文", "核对抄件或打印件", "bad checkpoint")
            )
        return found
