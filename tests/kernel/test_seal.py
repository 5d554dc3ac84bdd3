"""The seal: RFC 9162 trees and proofs, canonical bytes, commitments, checkpoints; each check refuses a forgery."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import seal
from fazhi.kernel.faults import SealFault
from fazhi.kernel.sm3 import sm3

# Leaves and roots of the reference tests of RFC 6962 (Certificate Transparency).
LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
ALGORITHM = st.sampled_from(seal.ALGORITHMS)
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def tree_of(n: int, algorithm: str = "sha256") -> seal.Tree:
    return seal.Tree(algorithm, (seal.hash_leaf(str(i).encode(), algorithm) for i in range(n)))


def flipped(data: bytes, bit: int) -> bytes:
    place = bit // 8 % len(data)
    return data[:place] + bytes((data[place] ^ 1 << bit % 8,)) + data[place + 1 :]


def naive_root(leaves: list[bytes], algorithm: str) -> bytes:
    """MTH of RFC 9162 §2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else seal.digest(b"", algorithm)
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return seal.hash_node(naive_root(leaves[:k], algorithm), naive_root(leaves[k:], algorithm), algorithm)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_of_the_standard(data: bytes, expected: str):
    """Both examples of GB/T 32905-2016, annex A."""
    assert sm3(data).hex() == expected
    assert sm3(flipped(data, 5)).hex() != expected


@given(st.binary(max_size=300))
def test_plain_sm3_equals_openssl(data: bytes):
    """The plain SM3 gives what OpenSSL's gives."""
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3 to compare with")
    assert sm3(data) == hashlib.new("sm3", data).digest()


def test_sm3_without_openssl(monkeypatch: pytest.MonkeyPatch):
    """Where OpenSSL has no SM3 the plain one is taken."""
    monkeypatch.setattr(hashlib, "new", hashlib_without_sm3)
    assert seal._fastest_sm3() is sm3


def hashlib_without_sm3(name: str, data: bytes):
    raise ValueError(f"unsupported hash type {name}")


@pytest.mark.parametrize("n", range(9))
def test_published_roots(n: int):
    """The roots that Certificate Transparency publishes come out."""
    leaves = [seal.hash_leaf(bytes.fromhex(x), "sha256") for x in LEAVES[:n]]
    assert seal.root_of(leaves, "sha256").hex() == ROOTS[n]


@given(st.integers(0, 70), ALGORITHM)
def test_root_equals_the_definition(n: int, algorithm: str):
    """Roots of every earlier size are those of the recursive definition."""
    leaves = [seal.hash_leaf(str(i).encode(), algorithm) for i in range(n)]
    tree = seal.Tree(algorithm, [*leaves, *leaves])
    assert tree.root(n) == naive_root(leaves, algorithm)


@given(st.data(), ALGORITHM)
def test_inclusion_and_its_forgeries(data: st.DataObject, algorithm: str):
    """A proof holds for its leaf; one flipped bit, a shorter or a longer proof, or another place does not."""
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    tree = tree_of(size + data.draw(st.integers(0, 9)), algorithm)
    proof, leaf, root = (
        tree.inclusion_proof(index, size),
        seal.hash_leaf(str(index).encode(), algorithm),
        tree.root(size),
    )
    assert seal.verify_inclusion(leaf, index, size, proof, root, algorithm)
    bit = data.draw(st.integers(0, 255))
    forged = [
        (flipped(leaf, bit), index, proof, root),
        (leaf, index, proof, flipped(root, bit)),
        (leaf, index, (*proof, root), root),
        (leaf, size, proof, root),
        (leaf, -1, proof, root),
    ]
    if proof:
        k = data.draw(st.integers(0, len(proof) - 1))
        forged.append((leaf, index, (*proof[:k], flipped(proof[k], bit), *proof[k + 1 :]), root))
        forged.append((leaf, index, proof[:-1], root))
        forged.append((leaf, (index + 1) % size, proof, root))
    assert not any(seal.verify_inclusion(a, i, size, p, r, algorithm) for a, i, p, r in forged)


@given(st.data(), ALGORITHM)
def test_consistency_and_its_forgeries(data: st.DataObject, algorithm: str):
    """A grown tree proves that it only grew; a changed root, node or length does not pass."""
    size = data.draw(st.integers(1, 70))
    old = data.draw(st.integers(1, size))
    tree = tree_of(size, algorithm)
    proof, before, after = tree.consistency_proof(old, size), tree.root(old), tree.root(size)
    assert seal.verify_consistency(old, before, size, after, proof, algorithm)
    bit = data.draw(st.integers(0, 255))
    forged = [
        (flipped(before, bit), after, proof),
        (before, flipped(after, bit), proof),
        (before, after, (*proof, after)),
    ]
    if proof:
        k = data.draw(st.integers(0, len(proof) - 1))
        forged.append((before, after, (*proof[:k], flipped(proof[k], bit), *proof[k + 1 :])))
        forged.append((before, after, proof[:-1]))
    assert not any(seal.verify_consistency(old, b, size, a, p, algorithm) for b, a, p in forged)


def test_rewritten_past_is_inconsistent():
    """A log rebuilt with one other leaf cannot be shown to continue the old one."""
    honest, rebuilt = tree_of(11), tree_of(3)
    for i in range(8):
        rebuilt.append(seal.hash_leaf(b"other" if i == 2 else str(i + 3).encode(), "sha256"))
    proof = rebuilt.consistency_proof(7, 11)
    assert not seal.verify_consistency(7, honest.root(7), 11, rebuilt.root(11), proof, "sha256")
    assert seal.verify_consistency(5, honest.root(5), 11, rebuilt.root(11), rebuilt.consistency_proof(5, 11), "sha256")


def test_leaf_is_not_a_node():
    """A node's bytes offered as a leaf hash differently (second preimage)."""
    left, right = seal.hash_leaf(b"a", "sm3"), seal.hash_leaf(b"b", "sm3")
    assert seal.hash_leaf(left + right, "sm3") != seal.hash_node(left, right, "sm3")


def test_append_is_cheap():
    """4,096 appends cost 4,095 node hashes, and a proof reads 12 nodes."""
    tree = tree_of(4096)
    assert sum(map(len, tree._levels)) == 2 * 4096 - 1
    assert len(tree.inclusion_proof(1234)) == 12


@pytest.mark.parametrize("ask", [lambda t: t.root(4), lambda t: t.inclusion_proof(3), lambda t: t.consistency_proof(0)])
def test_no_proof_of_what_is_not_there(ask):
    """A size, leaf or earlier size that does not exist is a fault that says how many leaves there are."""
    with pytest.raises(SealFault, match="现有3片叶"):
        ask(tree_of(3))


def test_unknown_algorithm_is_refused():
    """An algorithm nobody checked is named in the fault with those allowed."""
    with pytest.raises(SealFault, match=r"md5.*sm3、sha256"):
        seal.hash_leaf(b"", "md5")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_canonical_survives_a_database(content: dict[str, object]):
    """The bytes do not depend on the order of keys nor on a trip through JSON, and say what the content says."""
    bytes_ = seal.canonical(content)
    assert seal.canonical(dict(reversed(list(json.loads(json.dumps(content)).items())))) == bytes_
    assert json.loads(bytes_) == content


@pytest.mark.parametrize(
    "content",
    [{"a": float("nan")}, {"a": [float("inf")]}, {"a": AT}, {"a": b"x"}, {"a": {1: 2}}, {"a": "\ud800"}],
    ids=["nan", "infinity", "moment", "bytes", "key", "surrogate"],
)
def test_what_has_no_one_spelling_is_refused(content: dict[str, object]):
    """Values that JSON spells in several ways or not at all cannot be sealed."""
    with pytest.raises(SealFault):
        seal.canonical(content)


def test_canonical_tells_yes_from_one():
    """True is not 1, but 1.0 is 1."""
    assert seal.canonical({"a": True}) != seal.canonical({"a": 1}) == seal.canonical({"a": 1.0})


@given(st.binary(max_size=40), st.binary(min_size=16, max_size=40), ALGORITHM)
def test_commitment_binds(value: bytes, salt: bytes, algorithm: str):
    """The value opens its commitment; another value, salt, or a byte moved between them does not."""
    made = seal.commit(value, salt.hex(), algorithm)
    assert seal.verify_commitment(made, value, salt.hex(), algorithm)
    assert not seal.verify_commitment(made, value + b"0", salt.hex(), algorithm)
    assert not seal.verify_commitment(made, value, flipped(salt, 3).hex(), algorithm)
    assert not seal.verify_commitment(made, value[1:], (salt + value[:1]).hex(), algorithm) or not value


@pytest.mark.parametrize("salt", ["", "00" * 15, "zz" * 16, "00" * 256])
def test_weak_salt_is_refused(salt: str):
    """A salt one could guess, or that is none, is refused."""
    with pytest.raises(SealFault):
        seal.commit(b"value", salt, "sm3")


@given(
    st.text(st.characters(exclude_characters="\n", codec="utf-8"), min_size=1),
    st.integers(0),
    ALGORITHM,
    st.datetimes(),
)
def test_checkpoint_round_trip(origin: str, size: int, algorithm: str, at: datetime):
    """A checkpoint comes back from its text as it was."""
    point = seal.Checkpoint(origin, size, bytes(range(32)), algorithm, at.replace(tzinfo=UTC))
    assert seal.Checkpoint.from_text(point.text()) == point


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n12\n", "\n012\n"),
        ("\n12\n", "\n-1\n"),
        ("sm3", "md5"),
        ("+00:00", ""),
        ("at ", ""),
        ("云岭县\n", "\n"),
        ("=\n", "\n"),
    ],
)
def test_checkpoint_that_was_touched(old: str, new: str):
    """A text that the product would not have written is refused."""
    text = seal.Checkpoint("云岭县", 12, bytes(32), "sm3", AT).text()
    assert seal.Checkpoint.from_text(text).size == 12
    with pytest.raises(SealFault):
        seal.Checkpoint.from_text(text.replace(old, new, 1))


@pytest.mark.parametrize(("origin", "at"), [("", AT), ("a\nb", AT), ("云岭县", AT.replace(tzinfo=None))])
def test_checkpoint_without_name_or_zone(origin: str, at: datetime):
    """A checkpoint needs a name on one line and a moment with a zone."""
    with pytest.raises(SealFault):
        seal.Checkpoint(origin, 0, bytes(32), "sm3", at)
