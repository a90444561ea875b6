"""Wishes about matching boards: the board, the drafts on it, and files with pairs that were brought."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.words.boards import Board, Brought, Draft
from bot.words.effects.matches import LayDrafts, SaveBoard, SaveBrought, SaveDraft
from bot.words.turns import Effect
from storage import boards, brought
from storage.transaction import Transaction


@dataclass(slots=True)
class BoardWishes:
    """Boards by program, drafts laid anew or changed, files."""

    gone: set[int]
    boards: dict[str, Board] = field(default_factory=dict)
    laid: dict[str, tuple[Draft, ...]] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    brought: dict[int, Brought] = field(default_factory=dict)

    def wish(self, effect: Effect) -> bool:
        """Take in one more; False where it is about something else."""
        match effect:
            case SaveBoard(board):
                self.boards[board.program] = board
            case LayDrafts(program, drafts):
                self.laid[program] = drafts
            case SaveDraft(draft):
                if not self.gone.intersection((draft.mentee, draft.mentor)):
                    self.drafts[draft.id] = draft
            case SaveBrought(kept):
                if kept.by not in self.gone:
                    self.brought[kept.id] = kept
            case _:
                return False
        return True

    def keep(self, tx: Transaction) -> None:
        """Write them."""
        boards.keep_boards(tx, self.boards.values())
        for program, laid in self.laid.items():
            boards.lay(tx, program, laid)
        boards.keep_drafts(tx, self.drafts.values())
        brought.keep(tx, self.brought.values())

    def forget(self, person: int) -> None:
        """Take back what was wished so far for this person."""
        self.drafts = {id: kept for id, kept in self.drafts.items() if person not in (kept.mentee, kept.mentor)}
        self.brought = {id: kept for id, kept in self.brought.items() if kept.by != person}
