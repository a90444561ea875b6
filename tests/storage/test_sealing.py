"""Without the key nothing personal can be read, and the wrong key is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.effects.people import Erase, SaveAddress, SaveMembership, SavePerson, SaveRun
from bot.words.errors import StorageError
from bot.words.messages import Address
from bot.words.people import Membership, Person, Run
from bot.words.ports import Received, Sent
from storage import load_key, open_store
from storage.sealing import Sealer
from tests.storage.given import KEY, NOW, delivery, typed

CANARY = "canary-5f1c"
CHAT = Address("telegram", f"{CANARY}-chat")


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_the_same(text, context):
    sealer = Sealer(KEY)
    assert sealer.open(sealer.seal(text, context), context) == text


def test_equal_texts_look_different_and_another_row_key_or_byte_does_not_open():
    sealer = Sealer(KEY)
    sealed = sealer.seal("Amina", "person:1")
    assert sealed != sealer.seal("Amina", "person:1")
    damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])
    newer = b"\x02" + sealed[1:]
    for other, value, context in (
        (sealer, sealed, "person:2"),
        (Sealer(bytes(32)), sealed, "person:1"),
        (sealer, damaged, "person:1"),
        (sealer, newer, "person:1"),
    ):
        with pytest.raises(StorageError):
            other.open(value, context)


@settings(max_examples=50)
@given(st.text())
def test_a_digest_depends_on_text_and_key_alone(text):
    assert Sealer(KEY).digest(text) == Sealer(KEY).digest(text) != Sealer(bytes(32)).digest(text)


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "secrets" / "alongside.key"
    key = load_key(path)
    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_key(path) == key
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "mode", "says"),
    [(bytes(31), 0o600, "31 bytes"), (b"", 0o600, "0 bytes"), (KEY, 0o644, "chmod 600"), (KEY, 0o620, "chmod 600")],
)
def test_a_key_file_that_is_none_is_refused_with_what_to_do(tmp_path, content, mode, says):
    path = tmp_path / "alongside.key"
    path.write_bytes(content)
    path.chmod(mode)
    with pytest.raises(StorageError, match=says):
        load_key(path)


def test_a_key_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(StorageError, match="cannot be used"):
        load_key(tmp_path)


async def test_another_key_is_refused_and_the_right_one_still_opens(url):
    await (await open_store(url, KEY)).close()
    with pytest.raises(StorageError, match="key does not fit"):
        await open_store(url, os.urandom(32))
    await (await open_store(url, KEY)).close()


async def _tell_canaries(store) -> None:
    def tell(session):
        session.carry_out(
            [
                SavePerson(Person(1, NOW, name=CANARY)),
                SaveAddress(CHAT, 1),
                SaveRun(Run(11, 1, "onboarding", answers={"goal": CANARY}, draft=CANARY)),
                SaveMembership(Membership(21, 1, "p", "mentee", "waiting", {"goal": CANARY}, NOW)),
            ],
            NOW,
        )
        session.record([Received(typed(f"{CANARY}:1", CANARY, CHAT), 1, "done")], NOW)
        session.record([Received(typed(f"{CANARY}:2", CANARY, CHAT), 1, "quarantined")], NOW)
        sent, *_ = session.queue([delivery(1, CANARY, CHAT), delivery(2, CANARY, CHAT)], NOW)
        session.finish([Sent(sent, f"{CANARY}:m1", NOW)])

    await store.write(tell)


def _bytes_of(file: Path) -> bytes:
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


async def test_nothing_personal_stands_readable_in_the_files(sqlite_store, sqlite_file):
    await _tell_canaries(sqlite_store)
    assert CANARY.encode() not in _bytes_of(sqlite_file)


async def test_not_even_the_sealed_form_stays_after_erasing(sqlite_store, sqlite_file):
    sealed: list[bytes] = []
    seal = Sealer.seal

    class Watching(Sealer):
        def seal(self, text, context):
            sealed.append(seal(self, text, context))
            return sealed[-1]

    sqlite_store._sealer = Watching(KEY)
    await _tell_canaries(sqlite_store)
    told = _bytes_of(sqlite_file)
    assert all(value in told for value in sealed)
    await sqlite_store.write(lambda s: s.carry_out([Erase(1)], NOW))
    left = _bytes_of(sqlite_file)
    assert not [value for value in sealed if value in left]
