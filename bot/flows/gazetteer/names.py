"""A sorted index from names to numbers: compressed blocks in a mapped file, of which a look-up opens one."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

NAMES_IN_BLOCK = 128
_HEAD = struct.Struct("<II")


class Names:
    """Name → numbers, read from bytes that `pack` made (a memory map serves well)."""

    def __init__(self, data: memoryview) -> None:
        count, length = _HEAD.unpack_from(data)
        starts = zlib.decompress(data[_HEAD.size : _HEAD.size + length])
        self._firsts: Sequence[bytes] = starts.split(b"\n")
        table = _HEAD.size + length
        self._offsets = struct.unpack_from(f"<{count + 1}I", data, table)
        self._blocks = data[table + 4 * (count + 1) :]

    def get(self, name: str) -> tuple[int, ...]:
        """The numbers under a name, () when it is not there."""
        key = name.encode()
        return next((found for other, found in self._block(bisect_right(self._firsts, key) - 1) if other == key), ())

    def beginning(self, start: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        """All names that begin so, in order."""
        key = start.encode()
        for number in range(max(bisect_right(self._firsts, key) - 1, 0), len(self._firsts)):
            if self._firsts[number][: len(key)] > key:
                return
            yield from ((name.decode(), found) for name, found in self._block(number) if name.startswith(key))

    def _block(self, number: int) -> Iterator[tuple[bytes, tuple[int, ...]]]:
        if number < 0:
            return
        data = zlib.decompress(self._blocks[self._offsets[number] : self._offsets[number + 1]])
        name, at = b"", 0
        while at < len(data):
            shared, length, count = data[at : at + 3]
            name = name[:shared] + data[at + 3 : at + 3 + length]
            at += 3 + length
            yield name, struct.unpack_from(f"<{count}H", data, at)
            at += 2 * count


def pack(entries: Iterable[tuple[str, Sequence[int]]]) -> bytes:
    """The index of those names as bytes; a name takes up to 255 numbers below 65,536."""
    ordered = sorted((name.encode()[:255], numbers) for name, numbers in entries)
    groups = [ordered[at : at + NAMES_IN_BLOCK] for at in range(0, len(ordered), NAMES_IN_BLOCK)]
    blocks = [zlib.compress(_packed(group), 9) for group in groups]
    starts = zlib.compress(b"\n".join(group[0][0] for group in groups), 9)
    offsets = [sum(map(len, blocks[:number])) for number in range(len(blocks) + 1)]
    table = struct.pack(f"<{len(offsets)}I", *offsets)
    return _HEAD.pack(len(blocks), len(starts)) + starts + table + b"".join(blocks)


def _packed(group: Sequence[tuple[bytes, Sequence[int]]]) -> bytes:
    """Names in order, each without what it shares with the one before."""
    packed, before = bytearray(), b""
    for name, numbers in group:
        shared = next((at for at in range(len(name)) if name[at : at + 1] != before[at : at + 1]), len(name))
        packed += bytes((shared, len(name) - shared, len(numbers))) + name[shared:]
        packed += struct.pack(f"<{len(numbers)}H", *numbers)
        before = name
    return bytes(packed)
