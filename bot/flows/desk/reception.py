"""What of someone's words and taps is for the desk: codes, buttons, and answers to what coordinators wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.broadcasting import answering, coming, composing
from bot.flows.cohorts import desk as cohorts
from bot.flows.cohorts import labels as cohort_labels
from bot.flows.cohorts import mine as my_cohorts
from bot.flows.desk import (
    actions,
    alarms,
    codes,
    concerns,
    digest,
    former,
    interventions,
    inviting,
    joins,
    kinds,
    labels,
    letters,
    looking,
    menu,
    news,
    outcomes,
    owning,
    people,
    programs,
    promise,
    reported,
    rights,
    today,
    wanted,
    writing_back,
)
from bot.flows.desk.board import bringing
from bot.flows.desk.board import door as board
from bot.flows.desk.board.overview import TITLE as MATCHING
from bot.flows.desk.checks import listing as check_list
from bot.flows.desk.checks import page as check_page
from bot.flows.desk.checks import recording as check_recording
from bot.flows.desk.codes import code_brought
from bot.flows.desk.rights import admins, desk_of, is_admin, my_programs
from bot.flows.desk.views import button, meant
from bot.flows.engine.answering import is_answer
from bot.flows.engine.telling import Telling
from bot.flows.talking import writing
from bot.words.folding import normalise
from bot.words.messages import Attachment, Command, Content, Press, Typed
from bot.words.people import Due

Deed = Callable[[], None]

HIDDEN: tuple[menu.Entry, ...] = (
    menu.Entry("concern", None, concerns.act),
    menu.Entry("write", None, letters.write_again),
    menu.Entry("news", None, news.act),
    menu.Entry("check", None, check_recording.act),
)


def _tell_removed(telling: Telling, due: Due) -> None:
    """Someone's rights are over, and what they were asked at the desk with them."""
    if not telling.scene.staff:
        former.leave(telling, looking.DESK_FLOWS)
    people.tell_removed(telling, due)


DUES: Mapping[str, Callable[[Telling, Due], None]] = {
    "desk-digest": digest.digest,
    "desk-news": news.tell,
    "desk-approve": inviting.ask_admin,
    "desk-approved": inviting.tell_approved,
    "desk-came": codes.tell_came,
    "desk-handed": owning.tell_handed,
    "desk-minding": people.tell_minding,
    "desk-removed": _tell_removed,
    "desk-letter": letters.note_letter,
    "desk-nudge": outcomes.nudge,
    "desk-pause": outcomes.pause,
    "desk-lock": outcomes.lock,
    "desk-rests": outcomes.tell_rests,
    "desk-resume": outcomes.resume,
    "desk-on-again": outcomes.tell_goes_on,
    "desk-close": outcomes.close,
    "desk-search": outcomes.search,
    "desk-erase": outcomes.erase,
    "desk-concern": alarms.alert,
    "desk-heard": alarms.tell_heard,
    "desk-settled": alarms.tell_settled,
    **board.DUES,
    "cohort-told": cohorts.tell,
    "cohort-offer": my_cohorts.offer,
    "cohort-in": my_cohorts.come_in,
    "broadcast-counted": coming.tell_counted,
    "broadcast-approve": coming.ask_approval,
    "broadcast-told": coming.tell_progress,
    "broadcast-answers": coming.tell_answers,
}
"""What is done about something of the desk whose time has come, by its kind."""


def code_deed(telling: Telling, content: Content) -> Deed | None:
    """What is done about a code, whoever brings it."""
    code = code_brought(content)
    return None if code is None else lambda: codes.bring(telling, code)


def is_elsewhere(telling: Telling, content: Content) -> bool:
    """Whether these are typed words that no desk has to do with: of someone without rights, who answers no message of
    ours but a question that is open. Nearly everything typed is that, and soon seen."""
    scene = telling.scene
    return type(content) is Typed and telling.going and not scene.staff and scene.thread is None


def deed(telling: Telling, content: Content) -> Deed | None:
    """What is done about a button of the desk, its words, or an answer to a letter; None where it is none of these."""
    gone_or_joining = former.deed(telling, content, looking.DESK_FLOWS) or my_cohorts.deed(telling, content)
    if gone_or_joining is not None:
        return gone_or_joining
    if writing_back.is_answer(telling.scene, content):
        return lambda: writing_back.answer(telling, content)
    sent = answering.deed(telling, content) or composing.picture_deed(telling, content) or _table_deed(telling, content)
    if sent is not None:
        return sent
    data = meant(telling.scene, content) or _meant_beside(telling, content)
    if data is None:
        return None
    name, _, arg = data.partition(".")
    entry = next((one for one in (*menu.ENTRIES, *HIDDEN) if one.name == name), None)
    if not telling.scene.staff or entry is None:
        return lambda: rights.deny(telling, data)

    def do() -> None:
        if isinstance(content, Command):
            former.leave(telling, looking.LEFT_BY_DESK)
        entry.part(telling, arg)

    return do


def _table_deed(telling: Telling, content: Content) -> Deed | None:
    """What is done about a table that staff send to us, and not to somebody they are in talk with or answer."""
    if not isinstance(content, Attachment) or not bringing.is_table(content) or not my_programs(telling):
        return None
    is_ours = telling.scene.thread is None and writing.in_talk_with(telling) is None
    return (lambda: bringing.receive(telling, content)) if is_ours else None


def _meant_beside(telling: Telling, content: Content) -> str | None:
    data = looking.beside(telling.scene, content)
    if data is None or not isinstance(content, Typed):
        return None
    # A text to many that is nothing but the name of a part of the desk means that part.
    is_part = "." not in data and normalise(content.text) in telling.scene.staff[0].shown
    return (
        None if is_answer(telling, content) and not (is_part and telling.run.flow == composing.Composing.key) else data
    )


def idle_deed(telling: Telling, content: Content) -> Deed | None:
    """What is done about words that nobody asked for, where a coordinator wrote lately or someone is staff alone."""
    if isinstance(content, Typed) and letters.fresh_letter(telling) is not None:
        return lambda: writing_back.ask_whether(telling, content)
    if telling.scene.staff and isinstance(content, Attachment) and content.kind == "document":
        return lambda: bringing.explain(telling, button(telling, MATCHING, "board"))
    if telling.scene.staff and not telling.scene.memberships and not isinstance(content, Press):
        return lambda: menu.answer_with_menu(telling)
    return None


def stays(telling: Telling) -> bool:
    """Whether this person has to stay for now: somebody has to be an admin. Says so."""
    alone = is_admin(telling.scene.staff) and len(admins(desk_of(telling).staff)) == 1
    if alone:
        telling.say(telling.words(people.LAST()))
    return alone


PHRASES = tuple(
    phrase
    for part in (
        actions,
        alarms,
        board,
        check_list,
        check_page,
        check_recording,
        codes,
        cohort_labels,
        concerns,
        digest,
        former,
        interventions,
        inviting,
        joins,
        kinds,
        labels,
        letters,
        writing_back,
        menu,
        news,
        outcomes,
        owning,
        people,
        programs,
        promise,
        wanted,
        reported,
        rights,
        today,
    )
    for phrase in part.PHRASES
)
