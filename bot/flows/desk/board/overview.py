"""The matching board of a program at a glance: who waits, what was found, what is approved, and what goes out when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows.desk.board.seeing import code_of, numbers_of
from bot.flows.desk.rights import desk_of, enter, my_programs
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.boards import Board, Figures, Laid
from bot.words.effects.matches import SaveBoard
from bot.words.effects.sending import Schedule
from bot.words.messages import Button, Edit
from bot.words.people import Due
from bot.words.phrases import Line, Phrase

GIVES_UP = 600
"""Seconds after which a dry run is taken to be lost, so that another may be begun."""

TITLE = Phrase("board-title", "Matching")
WHICH = Phrase("board-which", "Matching: which program?")
NONE = Phrase("board-no-program", "You look after no program just now.")
HEAD = Phrase("board-head", "Matching, {program}")
WAITING = Phrase("board-waiting", "Waiting for a mentor: {waiting}. Free places with mentors: {seats}.")
NEXT = Phrase("board-next", "The next round by itself is on {day}, {hour}. What it finds goes out at once.")
NEXT_HELD = Phrase("board-next-held", "The next round by itself is on {day}, {hour}. What it finds waits here for you.")
OPEN = Phrase("board-open", "To look at: {count}.")
HELD = Phrase("board-held-count", "Approved, not sent out yet: {count}.")
GOING = Phrase("board-going", "On their way out: {count}, the first on {day}, {hour}. You can still call them back.")
NEVER = Phrase("board-never", "Nobody has tried a round here yet. “Dry run” looks who fits whom; nobody hears of it.")
FOUND = Phrase("board-found", "Dry run of {day}, {hour}: {found} of {waiting} people found someone.")
NEWS = Phrase("board-news", "{new} new, {changed} with another mentor than last time, {same} as before.")
FOUND_NOBODY = Phrase("board-found-nobody", "Dry run of {day}, {hour}: nobody found someone.")
STAY = Phrase("board-stay", "Without a mentor for now: {count}\n{reasons}")
STAYS = Phrase("board-stays", "• {count} × {reason}")
LOOKING = Phrase(
    "board-looking",
    "I am looking at who fits whom: {waiting} people who wait, {seats} free places. I write the result here. Nobody "
    "else hears of it.",
)
LOOKING_ALREADY = Phrase("board-looking-already", "{name} has just asked for a dry run. The result comes in a moment.")
FAILED = Phrase("board-failed", "The dry run did not work. Please try again; if it fails again, tell the operator.")
DRY_RUN = Phrase("board-do-dry-run", "Dry run")
LOOK = Phrase("board-do-look", "Look at them")
APPROVED = Phrase("board-do-held", "Approved ones")
ALL = Phrase("board-do-all", "Approve all {count}")
RELEASE = Phrase("board-do-release", "Release now")
RELEASE_AT = Phrase("board-do-release-at", "Release at…")
RECALL = Phrase("board-do-recall", "Call back")
BY_HAND = Phrase("board-do-by-hand", "Pair by hand")
CSV = Phrase("board-do-csv", "As a file")
DESK = Phrase("board-to-desk", "Desk")
BOARD = Phrase("board-to-board", "Board")
REASONS: Mapping[str, Phrase] = {
    "no_mentors": Phrase("board-why-no-mentors", "no mentor is ready with a free place"),
    "not_ready": Phrase("board-why-not-ready", "they take a break, or can't be reached"),
    "seats": Phrase("board-why-seats", "those who fit have no place left"),
    "shared_language": Phrase("board-why-language", "no mentor speaks their language"),
    "overlapping_times": Phrase("board-why-times", "no mentor has time when they do"),
    "mentee_wish": Phrase("board-why-mentee-wish", "their wish about the mentor's gender"),
    "mentor_wish": Phrase("board-why-mentor-wish", "the mentors' wishes about gender"),
    "already_know": Phrase("board-why-know", "they know the mentors already"),
    "apart": Phrase("board-why-apart", "they are kept apart from who is left"),
    "rematch": Phrase("board-why-rematch", "who is left was suggested a short while ago"),
}
OTHERWISE = Phrase("board-why-other", "a rule of the program")


def show_programs(telling: Telling) -> None:
    """Which program; not asked where there is only one."""
    buttons = tuple(
        Button(telling.title_of(program), f"desk.board.{code_of(program)}", "option")
        for program in my_programs(telling)
    )
    show(telling, telling.words((WHICH if buttons else NONE)()), (*buttons, button(telling, DESK, "menu")))


def show_board(telling: Telling, program: str) -> None:
    """How the board stands."""
    text, buttons = _view(telling, program)
    show(telling, text, buttons)


def look(telling: Telling, program: str) -> None:
    """Have a dry run made; one message tells how far it is."""
    desk = desk_of(telling)
    board, figures = desk.boards[program].board, desk.figures[program]
    is_fresh = board.since is not None and (telling.now - board.since).total_seconds() < GIVES_UP
    if board.status == "looking" and is_fresh:
        show(
            telling, telling.words(LOOKING_ALREADY(name=desk.name(board.by))), (to_board(telling, program),), anew=True
        )
        return
    number = telling.moment.ids()
    asked = replace(board, status="looking", by=telling.person.id, since=telling.now, shown=number)
    telling.wish(SaveBoard(asked), Schedule(Due(f"board:{program}", "board", 0, telling.now, subject=program)))
    enter(telling, "dry-run", program)
    telling.say(telling.words(LOOKING(waiting=figures.waiting, seats=figures.seats)), number=number)


def tell_looked(telling: Telling, due: Due) -> None:
    """The dry run is over: say what came of it where it was said to be under way."""
    program = due.subject
    laid = desk_of(telling).boards.get(program)
    if laid is None or program not in my_programs(telling) or not telling.scene.reachable:
        return
    text, buttons = _view(telling, program)
    if laid.board.shown is None:
        telling.say(text, buttons)
    else:
        telling.change(Edit(laid.board.shown, text, buttons))
    remember(telling, buttons)


def to_board(telling: Telling, program: str) -> Button:
    """The way back to the board."""
    return button(telling, BOARD, f"board.{code_of(program)}")


def when(telling: Telling, line: Phrase, at: object, **values: str | int) -> Line:
    """A line with a day and an hour of the reader's own clock."""
    zone, language = telling.person.zone, telling.language
    return line(day=day(at, zone, language), hour=hour(at, zone, language), **values)  # type: ignore[arg-type]


def _view(telling: Telling, program: str) -> tuple[str, tuple[Button, ...]]:
    desk = desk_of(telling)
    laid, figures = desk.boards[program], desk.figures[program]
    said = [
        telling.words(HEAD(program=telling.title_of(program))),
        "\n".join(map(telling.words, _now(telling, program, laid, figures))),
        *_found(telling, laid),
    ]
    return "\n\n".join(said), _ways(telling, program, laid)


def _now(telling: Telling, program: str, laid: Laid, figures: Figures) -> list[Line]:
    numbers = numbers_of(laid)
    lines = [WAITING(waiting=figures.waiting, seats=figures.seats)]
    if laid.next_round is not None:
        is_released = telling.stage.programs[program].matching.proposals == "released"
        lines.append(when(telling, NEXT_HELD if is_released else NEXT, laid.next_round))
    if numbers["open"]:
        lines.append(OPEN(count=numbers["open"]))
    if numbers["held"]:
        lines.append(HELD(count=numbers["held"]))
    if numbers["going"]:
        first = min(at for mentee, at in laid.offers.items() if any(one.mentee == mentee for one in laid.held))
        lines.append(when(telling, GOING, first, count=numbers["going"]))
    return lines


def _found(telling: Telling, laid: Laid) -> list[str]:
    board = laid.board
    if board.status == "failed":
        return [telling.words(FAILED())]
    if board.status == "looking":
        return []
    if board.since is None:
        return [telling.words(NEVER())]
    firsts = [one for one in laid.drafts if one.rank == 1]
    if not firsts:
        said = [telling.words(when(telling, FOUND_NOBODY, board.since))]
    else:
        changed = sum(one.was not in {0, one.mentor} for one in firsts)
        same = sum(one.was == one.mentor for one in firsts)
        found = when(telling, FOUND, board.since, found=len(firsts), waiting=board.waiting)
        news = NEWS(new=len(firsts) - changed - same, changed=changed, same=same)
        is_first = not (changed or same)
        said = [telling.words(found) if is_first else f"{telling.words(found)} {telling.words(news)}"]
    return [*said, *_staying(telling, board)]


def _staying(telling: Telling, board: Board) -> list[str]:
    if not board.without:
        return []
    most = sorted(board.without.items(), key=lambda one: -one[1])
    lines = [telling.words(STAYS(count=n, reason=telling.words(REASONS.get(why, OTHERWISE)()))) for why, n in most]
    return [telling.words(STAY(count=sum(board.without.values()), reasons="\n".join(lines)))]


def _ways(telling: Telling, program: str, laid: Laid) -> tuple[Button, ...]:
    numbers, lead = numbers_of(laid), f"board.{code_of(program)}"
    ways = [button(telling, DRY_RUN, f"{lead}.look", "option")]
    if numbers["open"]:
        ways.append(button(telling, LOOK, f"{lead}.page.0", "option"))
        ways.append(button(telling, ALL, f"{lead}.all", "option", count=numbers["open"]))
    if numbers["held"] + numbers["going"]:
        ways.append(button(telling, APPROVED, f"{lead}.held.0", "option"))
    if numbers["held"]:
        ways.append(button(telling, RELEASE, f"{lead}.go", "option"))
    if numbers["held"] + numbers["going"]:
        ways.append(button(telling, RELEASE_AT, f"{lead}.at", "option"))
    if numbers["going"]:
        ways.append(button(telling, RECALL, f"{lead}.back", "option"))
    ways.append(button(telling, BY_HAND, f"{lead}.hand", "option"))
    if numbers["open"] + numbers["held"] + numbers["going"]:
        ways.append(button(telling, CSV, f"{lead}.csv"))
    return (*ways, button(telling, DESK, "menu"))


PHRASES = (
    TITLE, WHICH, NONE, HEAD, WAITING, NEXT, NEXT_HELD, OPEN, HELD, GOING, NEVER, FOUND, NEWS, FOUND_NOBODY, STAY,
    STAYS, LOOKING, LOOKING_ALREADY, FAILED, DRY_RUN, LOOK, APPROVED, ALL, RELEASE, RELEASE_AT, RECALL, BY_HAND, CSV,
    DESK, BOARD, *REASONS.values(), OTHERWISE,
)  # fmt: skip
