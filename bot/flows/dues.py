"""What is done about everything whose time has come, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.alive import beginning, check_ins, met, silence
from bot.flows.desk import reception
from bot.flows.ending import becoming, closing, farewell, reopening
from bot.flows.engine.telling import Telling
from bot.flows.journey import prompts, resting, tracks
from bot.flows.onboarding.reminding import remind
from bot.flows.pairing import in_touch, introduction, invitation, leaving, meetings, offering, questioning, waiting
from bot.flows.talking import gathering, relay, sharing
from bot.flows.training import checks, recording
from bot.flows.training import reminding as training_reminding
from bot.words.people import Due

DUES: Mapping[str, Callable[[Telling, Due], None]] = {
    "onboarding": remind,
    "offer": offering.offer,
    "offer-remind": offering.remind,
    "offer-over": offering.expire,
    "declined": offering.decline,
    "invite": invitation.invite,
    "invite-remind": invitation.remind,
    "invite-over": invitation.expire,
    "question": questioning.ask_mentee,
    "withdrawn": invitation.withdraw,
    "introduce": introduction.introduced,
    "prompts": prompts.prompt,
    "prompts-look": prompts.look,
    "steps-rest": resting.tell_rest,
    "steps-rest-over": resting.rest_over,
    "steps-go-on": resting.tell_going_on,
    "track-changed": tracks.tell_partner_of_it,
    "slot": meetings.ask_partner,
    "slot-answer": meetings.tell_answer,
    "in-touch": in_touch.ask,
    "still-waiting": waiting.tell_why,
    "training-remind": training_reminding.remind,
    "check-recorded": checks.tell_recorded,
    "check-expiring": checks.tell_expiring,
    "check-over": checks.tell_expiring,
    "check-record": recording.record,
    "check-undone": recording.tell_undone,
    "partner-pauses": leaving.tell_pause,
    "partner-back": leaving.tell_return,
    "partner-left": leaving.tell_left,
    "match-ended": closing.tell_ended,
    "silence": silence.look,
    "partner-reminded": silence.tell_waiting,
    "closure-asked": silence.ask_waiting,
    "met": met.ask,
    "check-in": check_ins.ask,
    "check-in-over": check_ins.close,
    "together-again": beginning.go_on,
    "end-announced": farewell.announce,
    "farewell": farewell.ask,
    "farewell-over": farewell.close,
    "become": becoming.ask,
    "reopen-asked": reopening.ask_partner,
    "reopen-answer": reopening.tell_answer,
    "not-passed": relay.tell_not_passed,
    "share-asked": sharing.ask_partner,
    "contact": sharing.tell_contact,
    "group-asked": gathering.ask_partner,
    "group-open": gathering.tell_opened,
    **reception.DUES,
}
