"""What is said about cohorts: in their rooms, to their members, and to the coordinators."""

from __future__ import annotations

from bot.words.phrases import Phrase

# In the room, in its language: nothing but these, a prompt, or an answer.
WELCOME = Phrase(
    "cohort-welcome",
    "This is the room of {name}. Now and then I leave something here to talk about. Have a question? Mention me with "
    "it, or answer one of my messages, and a coordinator answers here. I keep those questions and nothing else of what "
    "you write here.",
)
NOTED = Phrase("cohort-noted", "I have passed that on. A coordinator answers it here.")
ANSWERED = Phrase("cohort-answered", "{name} answers:\n\n{words}")
ASK_HOW = Phrase("cohort-ask-how", "Write your question right behind that, and I pass it on.")
PRIVATELY = Phrase("cohort-privately", "For that, please write to me in our own chat.")
UNKNOWN_CODE = Phrase("cohort-unknown-code", "I don't know this code. The coordinator finds the right one at /desk.")
LIST = Phrase("cohort-list", "Questions and answers of {name}:")
LIST_EMPTY = Phrase("cohort-list-empty", "Nothing has been answered in {name} yet.")
LIST_ITEM = Phrase("cohort-list-item", "“{question}”\n{name}: {answer}")
LIST_ITEM_THERE = Phrase("cohort-list-item-there", "“{question}”\nThis was answered in the room.")

# To members, in their own chat.
OFFER = Phrase(
    "cohort-offer",
    "{name} begin on {day}: mentors of {program} who do their training at the same time and talk about it in a room "
    "on {brand}. Nobody sees there how far you are. Would you like to join? You can leave at any time.",
)
JOIN = Phrase("cohort-join", "Join {name}")
LEAVE = Phrase("cohort-leave", "Leave {name}")
JOINED = Phrase("cohort-joined", "You are part of {name} now.")
JOINED_SLACK = Phrase("cohort-joined-slack", "I'm bringing you into the channel; you find it among your channels.")
JOINED_LINK = Phrase("cohort-joined-link", "Here is the way into the group: {link}")
WAY_IN = Phrase("cohort-way-in", "The room of {name} is there. Here is the way in: {link}")
JOINED_SOON = Phrase("cohort-joined-soon", "The room is not there yet. I write to you as soon as you can come in.")
JOINED_ELSEWHERE = Phrase(
    "cohort-joined-elsewhere",
    "The room is on Slack. Write to me there once, so that I know you, and press the button again.",
)
LEFT = Phrase(
    "cohort-left", "You are no longer part of {name}. In the room itself you leave as you leave any other one there."
)
OVER = Phrase("cohort-over", "{name} is over, so there is nothing to join any more.")
GONE = Phrase("cohort-gone", "There is no such group any more.")
NOT_YOURS = Phrase("cohort-not-yours", "This is for mentors of {program} who are in training.")
REPORT_HERE = Phrase(
    "cohort-report-here",
    "You wrote in the room that something is wrong. That is better told here, where only I read it: write /report, or "
    "/help, and I lead you to someone.",
)
NONE_MINE = Phrase("cohort-none-mine", "You are not part of any group in training just now.")

# To coordinators.
TITLE = Phrase("desk-cohorts", "Cohorts")
HEAD = Phrase(
    "desk-cohorts-head",
    "Cohorts are mentors who do their training together, with a room to talk in and somebody who answers their "
    "questions.",
)
ONE = Phrase("desk-cohort-one", "{number}. {name}: {program}, from {day} ({status})")
NEW = Phrase("desk-cohort-new", "New cohort")
LOOK = Phrase("desk-cohort-look", "{number} · Look")
BACK = Phrase("desk-cohort-back", "All cohorts")
DESK = Phrase("desk-cohort-desk", "Desk")
ABOUT = Phrase("desk-cohort-about", "{name}\n{program}, from {day}, on {brand}. Status: {status}.")
PEOPLE = Phrase("desk-cohort-people", "Members: {count}. {finished} of them have finished the training.")
NOBODY = Phrase("desk-cohort-nobody", "Nobody has joined yet.")
FINISHED = Phrase("desk-cohort-finished", "Finished: {names}")
AT = Phrase("desk-cohort-at", "{name}: next is “{lesson}”")
AT_START = Phrase("desk-cohort-at-start", "{name}: has not begun")
AT_END = Phrase("desk-cohort-at-end", "{name}: lessons read, something is still to be looked at again")
PROMPTS = Phrase("desk-cohort-prompts", "Prompts still to come: {count}. The next one is on {day}, {hour}.")
NO_PROMPTS = Phrase("desk-cohort-no-prompts", "No prompts are to come.")
LOST_PROMPTS = Phrase("desk-cohort-lost-prompts", "Prompts left out because their time had passed: {count}.")
ASKED = Phrase("desk-cohort-asked", "Questions: {open} open, {answered} answered.")
INVITE = Phrase("desk-cohort-invite", "Invite mentors in training")
QUESTIONS = Phrase("desk-cohort-questions", "Questions ({count})")
MOVE = Phrase("desk-cohort-move", "Move the start")
END = Phrase("desk-cohort-end", "End it")
END_SURE = Phrase(
    "desk-cohort-end-sure", "Shall {name} end? No more prompts go out then. The room itself stays, and the answers too."
)
END_YES = Phrase("desk-cohort-end-yes", "Yes, end it")
NEW_ROOM = Phrase("desk-cohort-new-room", "Another room")
TRY_AGAIN = Phrase("desk-cohort-try-again", "Try again")
INVITED = Phrase(
    "desk-cohort-invited", "I ask every mentor of {program} whose training is not finished whether they want to join."
)
TRIED = Phrase("desk-cohort-tried", "I try it again. If it does not work, I tell you.")
NO_QUESTIONS = Phrase("desk-cohort-no-questions", "No question is open.")
OPEN_QUESTION = Phrase("desk-cohort-question", "{number}. {name}: “{words}”")
SOMEONE = Phrase("desk-cohort-someone", "Someone")
ANSWER = Phrase("desk-cohort-answer", "{number} · Answer")
THERE = Phrase("desk-cohort-there", "{number} · Answered there")
SENT = Phrase("desk-cohort-sent", "Thank you. Your answer stands in the room now, and in the list.")
SETTLED = Phrase("desk-cohort-settled", "This question is settled already.")
MOVED = Phrase("desk-cohort-moved", "{name} begins on {day} now.")
MADE_SLACK = Phrase("desk-cohort-made-slack", "I'm making the channel for {name}. I tell you when it is there.")
MADE_TELEGRAM = Phrase(
    "desk-cohort-made-telegram",
    "{name} needs a group on Telegram, and only you can make it:\n"
    "1. Make a new group, and turn on “Topics” in its settings if you like (I then make a topic of my own).\n"
    "2. Add me ({bot}) and make me an administrator who may invite people, and manage topics.\n"
    "3. Write this in the group: /cohort {code}",
)
NOWHERE = Phrase(
    "desk-cohort-nowhere",
    "Rooms of several are only on Slack and Telegram, so there are none in rehearsal. With the bot on one of them, "
    "this is where you make one.",
)
READY = Phrase("desk-cohort-ready", "The room of {name} is there. Would you like to invite the mentors in training?")
TROUBLE_SLACK = Phrase(
    "desk-cohort-trouble-slack",
    "I can't write in the room of {name} any more. Perhaps the channel was archived or deleted, or I was removed from "
    "it. Unarchive it or add me again (/invite), then press Try again; or let me make another one. Nothing is lost.",
)
TROUBLE_TELEGRAM = Phrase(
    "desk-cohort-trouble-telegram",
    "I can't write in the room of {name} any more. Perhaps the topic was deleted, or I was removed from the group. Add "
    "me again and let me write there, then press Try again; or choose another room. Nothing is lost.",
)
REFUSED_SLACK = Phrase(
    "desk-cohort-refused-slack",
    "Slack did not let me make the room of {name}: the app lacks a right, or the workspace does not allow it. Ask "
    "whoever runs the bot to run “alongside doctor”, which names what is missing. Then press Try again.",
)
REFUSED_TELEGRAM = Phrase(
    "desk-cohort-refused-telegram",
    "I could not make a topic for {name}. Make me an administrator of the group who may manage topics, then write "
    "there once more: /cohort {code}",
)
UNINVITED = Phrase(
    "desk-cohort-uninvited", "Slack did not let me bring everyone into the room of {name}. Please add them by hand."
)
NO_LINK = Phrase(
    "desk-cohort-no-link",
    "I could not make an invite link for the group of {name}. Make me an administrator who may invite people, then "
    "press Try again; or add people by hand.",
)
WAITING_FOR_GROUP = Phrase("desk-cohort-waiting", "It waits for its group: /cohort {code}")

STATUS = {
    "making": Phrase("desk-cohort-status-making", "the room is being made"),
    "waiting": Phrase("desk-cohort-status-waiting", "waits for its group"),
    "open": Phrase("desk-cohort-status-open", "open"),
    "ended": Phrase("desk-cohort-status-ended", "ended"),
}
TROUBLED = Phrase("desk-cohort-status-troubled", "nothing reaches its room")
BRANDS = {"slack": "Slack", "telegram": "Telegram"}

PHRASES = (
    WELCOME, NOTED, ANSWERED, ASK_HOW, PRIVATELY, UNKNOWN_CODE, LIST, LIST_EMPTY, LIST_ITEM, LIST_ITEM_THERE, OFFER,
    JOIN, LEAVE, JOINED, JOINED_SLACK, JOINED_LINK, WAY_IN, JOINED_SOON, JOINED_ELSEWHERE, LEFT, OVER, GONE, NOT_YOURS,
    REPORT_HERE, NONE_MINE, TITLE, HEAD, ONE, NEW, LOOK, BACK, DESK, ABOUT, PEOPLE, NOBODY, FINISHED, AT, AT_START,
    AT_END, PROMPTS, NO_PROMPTS, LOST_PROMPTS, ASKED, INVITE, QUESTIONS, MOVE, END, END_SURE, END_YES, NEW_ROOM,
    TRY_AGAIN, INVITED, TRIED, NO_QUESTIONS, OPEN_QUESTION, SOMEONE, ANSWER, THERE, SENT, SETTLED, MOVED, MADE_SLACK,
    MADE_TELEGRAM, NOWHERE, READY, TROUBLE_SLACK, TROUBLE_TELEGRAM, REFUSED_SLACK, REFUSED_TELEGRAM, UNINVITED, NO_LINK,
    WAITING_FOR_GROUP, *STATUS.values(), TROUBLED,
)  # fmt: skip
