"""Frontier: the right edge of a Merkle tree, all that is needed to grow it and to know its root."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.kernel.seal import hash_node, root_of


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the perfect subtrees of the first `size` leaves, the largest first (one per set bit of `size`)."""

    algorithm: str
    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> Frontier:
        """With one more leaf hash. Price: one node hash on average, log2(size) at most."""
        peaks, size = [*self.peaks, leaf], self.size
        while size & 1:
            right, left = peaks.pop(), peaks.pop()
            peaks.append(hash_node(left, right, self.algorithm))
            size >>= 1
        return Frontier(self.algorithm, self.size + 1, tuple(peaks))

    def root(self) -> bytes:
        """Root of the tree (RFC 9162 §2.1.1); the empty tree's is the hash of nothing."""
        if not self.peaks:
            return root_of((), self.algorithm)
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = hash_node(left, root, self.algorithm)
        return root
