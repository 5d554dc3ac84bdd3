"""SM3 in plain Python (GB/T 32905-2016), for machines whose OpenSSL lacks it."""

from __future__ import annotations

MASK = 0xFFFFFFFF
START: tuple[int, ...] = (
    0x7380166F,
    0x4914B2B9,
    0x172442D7,
    0xDA8A0600,
    0xA96F30BC,
    0x163138AA,
    0xE38DEE4D,
    0xB0FB0E4E,
)


def _turn(x: int, n: int) -> int:
    n %= 32
    return ((x << n) | (x >> (32 - n))) & MASK


ROUND = tuple(_turn(0x79CC4519 if j < 16 else 0x7A879D8A, j) for j in range(64))


def sm3(data: bytes) -> bytes:
    """Digest of 32 bytes. Price: about 0.2 ms for each 64 bytes, some 500 times that of OpenSSL.

    >>> sm3(b"abc").hex()
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    padded = data + b"\x80" + b"\0" * (-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = START
    for at in range(0, len(padded), 64):
        state = _compress(state, _expand(padded[at : at + 64]))
    return b"".join(word.to_bytes(4, "big") for word in state)


def _expand(block: bytes) -> list[int]:
    """The 68 words W of a block (§5.3.2)."""
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ _turn(w[j - 3], 15)
        w.append(x ^ _turn(x, 15) ^ _turn(x, 23) ^ _turn(w[j - 13], 7) ^ w[j - 6])
    return w


def _compress(state: tuple[int, ...], w: list[int]) -> tuple[int, ...]:
    """The compression function CF (§5.3.3)."""
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        a12 = _turn(a, 12)
        ss1 = _turn((a12 + e + ROUND[j]) & MASK, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
        tt1 = (ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4])) & MASK
        tt2 = (gg + h + ss1 + w[j]) & MASK
        d, c, b, a = c, _turn(b, 9), a, tt1
        h, g, f, e = g, _turn(f, 19), e, tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17)
    return tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True))
