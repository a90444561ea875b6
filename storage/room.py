"""Room for the log of a SQLite file, made before it is needed.

A commit that lengthens its log waits twice for the disk: for its pages, and for the file system's note of the new
length. Written over what is there already it waits once. SQLite lengthens its log page by page until it first folds it
into the file; so zeros are put behind its end at once. A page that does not carry the numbers of the present round is
none to SQLite (section 4 of https://www.sqlite.org/fileformat2.html), zeros least of all.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

_HEAD, _HEAD_OF_A_PAGE = 32, 24
"""Bytes before the first page of a log, and before every page."""
_AT_ONCE = 1 << 20


def make_room(connection: sqlite3.Connection, pages: int) -> None:
    """Lengthen the log of this connection's file to so many pages, all of them on the disk.

    Only whoever alone writes it may do this, and between two transactions: a page written meanwhile would be lost. A
    log that is longer or not there is left as it is, and so is one that the disk has no room for.
    """
    with suppress(OSError, sqlite3.Error):  # a disk that fails is told by the next transaction
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        (_, _, file) = connection.execute("PRAGMA database_list").fetchone()
        _lengthen(Path(f"{file}-wal"), _HEAD + pages * (_HEAD_OF_A_PAGE + page_size))


def _lengthen(log: Path, wanted: int) -> None:
    file = os.open(log, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        _fill(file, os.fstat(file).st_size, wanted)
    finally:
        os.close(file)


def _fill(file: int, length: int, wanted: int) -> None:
    if length >= wanted:
        return
    zeros = bytes(_AT_ONCE)
    try:
        os.lseek(file, length, os.SEEK_SET)
        left = wanted - length
        while left:
            left -= os.write(file, memoryview(zeros)[:left])
        os.fsync(file)
    except OSError:
        os.ftruncate(file, length)
        raise
