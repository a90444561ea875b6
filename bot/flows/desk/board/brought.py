"""What is told about pairs from a file: which lines would do what, what is wrong with which, and what came of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from bot.flows.desk.board.files import safe
from bot.flows.desk.board.lines import QUIET
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.searching import OVERRIDABLE
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.board.wording import against
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, remember
from bot.flows.engine.telling import Telling
from bot.words.boards import Brought, BroughtLine
from bot.words.messages import Button, Edit, File, Written
from bot.words.people import Due
from bot.words.phrases import Phrase

NAMED, FAULTS_NAMED = 3, 10
"""Pairs that are named before the yes, and faults that are written out; of more, all stand in a file then."""

UNREADABLE: Mapping[str, Phrase] = {
    "workbook": Phrase(
        "board-file-workbook",
        "That is a workbook. Please save it as “CSV UTF-8” (in the menu: Save as, or Download) and send me that file.",
    ),
    "no-text": Phrase("board-file-no-text", "I can't read that file. Please save it as “CSV UTF-8” and send it again."),
    "columns": Phrase(
        "board-file-columns",
        "I don't find the columns: the first line has to name “mentee” and “mentor”. Please add it and send the file "
        "again.",
    ),
    "no-lines": Phrase("board-file-no-lines", "There are no pairs in that file, only the first line."),
    "too-many": Phrase(
        "board-file-too-many",
        "That file has more than 2000 lines. Please send it in parts; or whoever runs me can take it in whole with "
        "“alongside matches import”.",
    ),
    "too-large": Phrase(
        "board-file-too-large", "That file is too large: I read up to 1 MB here. Please send it in parts."
    ),
    "gone": Phrase("board-file-gone", "The file is no longer there. Please send it once more."),
    "unreachable": Phrase("board-file-unreachable", "I couldn't fetch the file just now. Please send it once more."),
    "failed": Phrase(
        "board-file-failed",
        "That did not work, and nothing was done. Please try again; if it fails again, tell the operator.",
    ),
}
READ = Phrase("board-file-read", "{count} lines read; nothing is done yet.")
READ_ONE = Phrase("board-file-read-one", "1 line read; nothing is done yet.")
PAIRS = Phrase("board-file-pairs", "• to approve: {count} ({example})")
APART = Phrase("board-file-apart", "• to keep apart for good: {count} ({example})")
PAIR = Phrase("board-file-pair", "{mentee} with {mentor}")
AND_SO_ON = Phrase("board-file-and-so-on", "{pairs} …")
FURTHER = Phrase("board-file-further", "• further suggestions for the same people: {count}")
THERE = Phrase("board-file-there", "• nothing to do, it is so already: {count}")
FAULTY = Phrase("board-file-faulty", "• with a fault: {count}")
FAULT = Phrase("board-file-fault", "Line {number}: {why}.")
MORE = Phrase("board-file-more", "And {count} more: they all stand in the file below.")
ALL_FAULTS = Phrase("board-file-all-faults", "Every line with a fault, and why")
MEND = Phrase("board-file-mend", "You can mend these lines and send the file again, or go on without them.")
MEND_ALL = Phrase(
    "board-file-mend-all", "There is nothing I can do so. Please mend these lines and send the file again."
)
NOTHING = Phrase("board-file-nothing", "So there is nothing to do.")
OVERRIDE = Phrase(
    "board-file-override", "Of these, {count} are only against a rule that you may decide otherwise about."
)
WHY: Mapping[str, Phrase] = {
    "no-mentee": Phrase("board-file-no-mentee", "no mentee here is called “{mentee}”"),
    "no-mentor": Phrase("board-file-no-mentor", "no mentor here is called “{mentor}”"),
    "empty": Phrase("board-file-empty", "one of the two is missing"),
    "several": Phrase(
        "board-file-several", "“{mentee}” with “{mentor}” can mean several people; please use their pseudonyms"
    ),
    "twice": Phrase("board-file-twice", "{name} stands in the file twice"),
}
TAKE = Phrase("board-file-take", "Yes, take {count}")
ANYWAY = Phrase("board-file-anyway", "Take {count}, rules or not")
DROP = Phrase("board-file-drop", "No, leave it")
UNDO = Phrase("board-file-undo", "Undo all of it")
TAKEN = Phrase(
    "board-file-taken", "Done. Approved: {pairs}. Kept apart: {apart}. Nobody hears of it before you release them."
)
TAKEN_PAIRS = Phrase("board-file-taken-pairs", "Done. Approved: {pairs}. Nobody hears of it before you release them.")
LEFT_OUT = Phrase("board-file-left-out", "Left out: {count}.")
UNDONE = Phrase("board-file-undone", "Taken back: {count}. Nobody has heard of it.")
NOT_UNDONE = Phrase(
    "board-file-not-undone", "{count} I could not take back any more: they are on their way, or settled."
)


def people_of(brought: Brought) -> set[int]:
    """Who is named when it is told how it stands."""
    faults = [line for line in brought.lines if line.fault]
    shown = {person for line in brought.lines[: NAMED * 3] for person in (line.one, line.other)}
    return (shown | {person for line in faults for person in (line.person, line.one, line.other)}) - {0}


def tell(telling: Telling, due: Due) -> None:
    """It is read, carried out or taken back: say so where it was said to be under way."""
    brought = desk_of(telling).brought
    if brought is None or not telling.scene.reachable or not may(telling, brought.program):
        return
    text, ways = _TOLD[brought.status](telling, brought)
    faults = [line for line in brought.lines if _is_faulty(line)]
    if brought.status == "read" and len(faults) > FAULTS_NAMED:
        table = Written(_table(telling, faults))
        telling.send(File("document", "faults.csv", "text/csv", table, telling.words(ALL_FAULTS())))
    if brought.shown is None:
        telling.say(text, ways)
    else:
        telling.change(Edit(brought.shown, text, ways))
    remember(telling, ways)
    del due


def _unreadable(telling: Telling, brought: Brought) -> tuple[str, tuple[Button, ...]]:
    return telling.words(UNREADABLE[brought.why]()), (to_board(telling, brought.program),)


def _read(telling: Telling, brought: Brought) -> tuple[str, tuple[Button, ...]]:
    right = [line for line in brought.lines if not line.fault]
    faults = [line for line in brought.lines if _is_faulty(line)]
    softly = [line for line in faults if line.fault in OVERRIDABLE]
    count = len(brought.lines)
    said = [telling.words(READ_ONE() if count == 1 else READ(count=count)), *_counts(telling, brought)]
    said = ["\n".join(said)]
    if faults:
        said.append("\n".join(_faults(telling, faults)))
        said += [telling.words(OVERRIDE(count=len(softly)))] if softly else []
        said.append(telling.words((MEND if right or softly else MEND_ALL)()))
    elif not right:
        said.append(telling.words(NOTHING()))
    return "\n\n".join(said), _ways(telling, brought, len(right), len(softly))


def _counts(telling: Telling, brought: Brought) -> list[str]:
    """How many lines do what, the first of them by name."""
    said = []
    for phrase, is_never in ((PAIRS, False), (APART, True)):
        lines = [line for line in brought.lines if not line.fault and line.never == is_never]
        if lines:
            said.append(telling.words(phrase(count=len(lines), example=_examples(telling, lines))))
    further, there = (sum(line.fault == fault for line in brought.lines) for fault in ("further", "there"))
    faulty = sum(map(_is_faulty, brought.lines))
    counted = ((FURTHER, further), (THERE, there), (FAULTY, faulty))
    return said + [telling.words(phrase(count=count)) for phrase, count in counted if count]


def _examples(telling: Telling, lines: Sequence[BroughtLine]) -> str:
    desk = desk_of(telling)
    pairs = (PAIR(mentee=desk.name(line.one), mentor=desk.name(line.other)) for line in lines[:NAMED])
    said = ", ".join(map(telling.words, pairs))
    return telling.words(AND_SO_ON(pairs=said)) if len(lines) > NAMED else said


def _faults(telling: Telling, faults: Sequence[BroughtLine]) -> list[str]:
    shown = faults if len(faults) <= FAULTS_NAMED else faults[: FAULTS_NAMED - 1]
    said = [telling.words(FAULT(number=line.number, why=_why(telling, line))) for line in shown]
    rest = len(faults) - len(shown)
    return [*said, telling.words(MORE(count=rest))] if rest else said


def _why(telling: Telling, line: BroughtLine) -> str:
    if line.fault not in WHY:
        return against(telling, line.fault, line.person)
    is_empty = line.fault in {"no-mentee", "no-mentor"} and not (line.mentee and line.mentor)
    name = desk_of(telling).name(line.person)
    return telling.words(WHY["empty" if is_empty else line.fault](mentee=line.mentee, mentor=line.mentor, name=name))


def _table(telling: Telling, faults: Sequence[BroughtLine]) -> str:
    """Every line with a fault for a spreadsheet."""
    desk, out = desk_of(telling), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("line", "mentee", "mentor", "why"))
    for line in faults:
        names = (line.mentee or desk.name(line.one), line.mentor or desk.name(line.other))
        writer.writerow([str(line.number), *(safe(one) for one in (*names, _why(telling, line)))])
    return out.getvalue()


def _ways(telling: Telling, brought: Brought, right: int, softly: int) -> tuple[Button, ...]:
    lead = f"board.{code_of(brought.program)}.file"
    ways = [button(telling, TAKE, f"{lead}.take.{brought.id:x}", "option", count=right)] if right else []
    if softly:
        ways.append(button(telling, ANYWAY, f"{lead}.anyway.{brought.id:x}", "option", count=right + softly))
    if not ways:
        return (to_board(telling, brought.program),)
    return *ways, button(telling, DROP, f"{lead}.drop.{brought.id:x}", "option")


def _taken(telling: Telling, brought: Brought) -> tuple[str, tuple[Button, ...]]:
    done = [line for line in brought.lines if not line.fault]
    apart = sum(line.never for line in done)
    faults = [line for line in brought.lines if _is_faulty(line)]
    said = [telling.words((TAKEN if apart else TAKEN_PAIRS)(pairs=len(done) - apart, apart=apart))]
    said += [telling.words(LEFT_OUT(count=len(faults)))] if faults else []
    undo = button(telling, UNDO, f"board.{code_of(brought.program)}.file.undo.{brought.id:x}", "option")
    return "\n".join(said), (*((undo,) if done else ()), to_board(telling, brought.program))


def _undone(telling: Telling, brought: Brought) -> tuple[str, tuple[Button, ...]]:
    undone = sum(line.fault == "undone" for line in brought.lines)
    kept = sum(not line.fault for line in brought.lines)
    said = [telling.words(UNDONE(count=undone))] + ([telling.words(NOT_UNDONE(count=kept))] if kept else [])
    return "\n".join(said), (to_board(telling, brought.program),)


def _is_faulty(line: BroughtLine) -> bool:
    return bool(line.fault) and line.fault not in QUIET


_TOLD: Mapping[str, Callable[[Telling, Brought], tuple[str, tuple[Button, ...]]]] = {
    "unreadable": _unreadable,
    "read": _read,
    "taken": _taken,
    "undone": _undone,
}

PHRASES = (
    *UNREADABLE.values(), READ, READ_ONE, PAIRS, APART, PAIR, AND_SO_ON, FURTHER, THERE, FAULTY, FAULT, MORE,
    ALL_FAULTS, MEND, MEND_ALL, NOTHING, OVERRIDE, *WHY.values(), TAKE, ANYWAY, DROP, UNDO, TAKEN, TAKEN_PAIRS,
    LEFT_OUT, UNDONE, NOT_UNDONE,
)  # fmt: skip
