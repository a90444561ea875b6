"""Rights, invitations, caseload and the audit trail are stored as they were wished, and the trail for good."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import bindparam, text, update
from sqlalchemy.exc import IntegrityError

from bot.words.desk import AuditLine, Desk, Invitation, Look, Staff
from bot.words.effects.desk import Audit, LookAfter, NoteGuess, Raise, SaveInvitation, SaveStaff, Tend
from bot.words.effects.people import Erase, SavePerson
from bot.words.errors import StorageError
from bot.words.journeys import Attention
from bot.words.turns import Scene
from storage import open_store
from storage.codec import write_json
from storage.schema import staff
from tests.storage.given import AMINA, AMINA_CHAT, BEN, BEN_ARRIVES, BEN_CHAT, DAY, KEY, MATCH, NOW, TIED

STRANGER = Scene(BEN_CHAT)
BEN_COORDINATES = Staff(2, "coordinator", "first-job", NOW, shown={"today": "desk.today"})
INVITED = Invitation(77, "coordinator", "first-job", 2, "open", NOW, NOW + 14 * DAY)
SILENT = Attention("silent:31", "silent", "first-job", NOW, match=MATCH.id, told={"days": 14})
LINE = AuditLine(NOW, 2, "pause", "first-job", match=31, details={"kind": "silent"})


async def _keep(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def _scene(store, address=BEN_CHAT) -> Scene:
    return (await store.read(lambda s: s.scenes([address])))[address]


async def _desk(store, scene=STRANGER, now=NOW, before=None, **look) -> Desk:
    return await store.write(lambda s: s.desk(Look(**look), scene, now, before))


async def test_rights_are_in_the_scene_of_who_has_them_until_they_end(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveStaff(BEN_COORDINATES))
    assert (await _scene(store)).staff == (BEN_COORDINATES,)
    assert (await _scene(store, AMINA_CHAT)).staff == ()
    await _keep(store, SavePerson(replace(BEN, name="Benjamin")))
    assert (await _scene(store)).staff == (BEN_COORDINATES,), "writing the person leaves them their rights"
    await _keep(store, SaveStaff(replace(BEN_COORDINATES, ended=NOW)))
    assert (await _scene(store)).staff == ()
    assert await store.read(lambda s: s.staff()) == []


async def test_what_they_have_seen_and_want_to_hear_is_kept_and_what_was_kept_before_that_is_still_read(store):
    seen = replace(BEN_COORDINATES, seen=frozenset({"b", "a"}), mondays=True)
    await _keep(store, *BEN_ARRIVES, SaveStaff(seen))
    assert (await _scene(store)).staff == (seen,)

    def as_before(session) -> None:
        tx = session._tx
        told = tx.sealer.seal(write_json({"today": "desk.today"}), "staff:2:first-job")
        tx.each(update(staff).where(staff.c.person == bindparam("who")).values(told=bindparam("old")), [
            {"who": 2, "old": told}
        ])  # fmt: skip

    await store.write(as_before)
    assert (await _scene(store)).staff == (BEN_COORDINATES,)


async def test_of_rights_that_are_over_it_can_be_asked_which_they_were(store):
    await _keep(store, *BEN_ARRIVES, SaveStaff(replace(BEN_COORDINATES, ended=NOW, shown={})))
    assert [(one.role, one.program) for one in (await _desk(store, await _scene(store), past=True)).past] == [
        ("coordinator", "first-job")
    ]
    assert (await _desk(store, await _scene(store))).past == ()


async def test_what_someone_looked_after_is_free_again_when_their_rights_end_in_that_program_alone(store):
    elsewhere = replace(BEN_COORDINATES, program="other", shown={})
    await _keep(store, *BEN_ARRIVES, *TIED, SaveStaff(BEN_COORDINATES), SaveStaff(elsewhere))
    await _keep(store, Raise(SILENT), Tend(SILENT.key, "taken", 2), LookAfter(MATCH.id, 2))
    await _keep(store, SaveStaff(replace(elsewhere, ended=NOW)))
    assert await store.read(lambda s: s.caseload()) == {MATCH.id: 2}
    await _keep(store, SaveStaff(replace(BEN_COORDINATES, ended=NOW)))
    assert await store.read(lambda s: s.caseload()) == {}
    assert [(one.status, one.owner) for one in await store.read(lambda s: s.attention())] == [("open", None)]


async def test_a_desk_shows_lines_then_what_stands_behind_them(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveStaff(BEN_COORDINATES), Raise(SILENT), Audit(LINE))
    scene = await _scene(store)
    seen = await _desk(store, scene, lines=("first-job", "nothing"))
    assert seen.lines == (SILENT,)
    assert seen.mine == seen.staff == (BEN_COORDINATES,)
    assert (seen.whole, seen.matches) == ({}, {})
    assert set(seen.cards) == {2}
    seen = await _desk(store, scene, before=seen, keys=(SILENT.key,))
    assert seen.whole == {SILENT.key: SILENT}
    assert seen.matches == {MATCH.id: MATCH}
    assert seen.cards[1].person == AMINA
    assert seen.cards[1].address == AMINA_CHAT
    assert [m.program for m in seen.cards[1].memberships] == ["first-job"]
    assert seen.trail == (LINE,)


async def test_a_line_that_is_over_is_not_tended_to_any_more(store):
    await _keep(store, *TIED, Raise(SILENT), Tend(SILENT.key, "done", 2))
    await _keep(store, Tend(SILENT.key, "taken", 2))
    assert await store.read(lambda s: s.attention()) == []


async def test_a_code_is_found_by_itself_alone_and_is_not_in_the_database(store, url):
    await _keep(store, SaveInvitation(INVITED, "secret-code"))
    assert (await _desk(store, code="secret-code")).invitation == INVITED
    assert (await _desk(store, code="secret-cod")).invitation is None
    assert (await _desk(store, invitations=True)).invitations == (INVITED,)
    await _keep(store, SaveInvitation(replace(INVITED, status="used")))
    assert (await _desk(store, code="secret-code")).invitation == replace(INVITED, status="used")
    assert (await _desk(store, invitations=True)).invitations == ()
    rows = await store.read(lambda s: s._tx.rows(text("SELECT * FROM invitations")))
    assert "secret-code" not in str([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])


async def test_two_fresh_codes_are_never_alike_and_hard_to_guess(store):
    codes = [(await _desk(store, fresh=True)).fresh for _ in range(20)]
    assert len(set(codes)) == 20
    assert all(len(code) == 26 and code.isalnum() and code == code.lower() for code in codes)


async def test_wrong_codes_count_for_an_hour_from_the_first_on(store):
    for minute in (0, 20, 40):
        await _keep(store, NoteGuess(BEN_CHAT), now=NOW + dt.timedelta(minutes=minute))
    assert (await _desk(store, code="x", now=NOW + dt.timedelta(minutes=59))).wrong == 3
    assert (await _desk(store, Scene(AMINA_CHAT), code="x")).wrong == 0
    later = NOW + dt.timedelta(minutes=61)
    assert (await _desk(store, code="x", now=later)).wrong == 0
    await _keep(store, NoteGuess(BEN_CHAT), now=later)
    assert (await _desk(store, code="x", now=later)).wrong == 1


async def test_the_audit_trail_cannot_be_changed_and_outlives_whom_it_names(store):
    await _keep(store, *BEN_ARRIVES, *TIED, SaveStaff(BEN_COORDINATES), Audit(LINE))
    await _keep(store, Audit(replace(LINE, what="close", program="other", at=NOW + DAY)), now=NOW + DAY)
    assert [line.what for line in await store.read(lambda s: s.audit())] == ["close", "pause"]
    assert await store.read(lambda s: s.audit("first-job")) == [LINE]
    for statement in ("UPDATE audit SET what = 'nothing'", "DELETE FROM audit"):
        # SQLite says no, PostgreSQL does nothing.
        with suppress(StorageError, IntegrityError):
            await store.write(lambda s, statement=statement: s._tx.changed(text(statement), {}))
    await _keep(store, Erase(2))
    for _ in range(3):
        await store.write(lambda s: s.retire(NOW + 2000 * DAY))
    assert [line.what for line in await store.read(lambda s: s.audit())] == ["close", "pause"]
    assert await store.read(lambda s: s.staff()) == []
    assert (await _desk(store, people=(2,))).cards == {}


async def test_what_is_told_in_the_trail_is_sealed(store):
    await _keep(store, Audit(replace(LINE, details={"kind": "a secret word"})))
    rows = await store.read(lambda s: s._tx.rows(text("SELECT details FROM audit")))
    assert b"secret" not in bytes(rows[0][0])


async def test_of_several_processes_one_acts_on_the_desk_at_a_time(postgres_url):
    """Each looks whether the code is still open and uses it; one finds it so."""
    stores = await asyncio.gather(*(open_store(postgres_url, KEY) for _ in range(4)))
    try:
        await _keep(stores[0], SaveInvitation(INVITED, "code"))

        def use(session):
            found = session.desk(Look(acts=True, code="code"), STRANGER, NOW).invitation
            if found.status != "open":
                return 0
            session.carry_out([SaveInvitation(replace(found, status="used"))], NOW)
            return 1

        assert sum(await asyncio.gather(*(store.write(use) for store in stores for _ in range(5)))) == 1
    finally:
        await asyncio.gather(*(store.close() for store in stores))
