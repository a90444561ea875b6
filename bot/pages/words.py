"""What the pages say beyond the program's own words."""

from __future__ import annotations

from bot.words.phrases import Phrase

SKIP = Phrase("page-skip", "To the content")
LANGUAGES = Phrase("page-languages", "Languages")
PROGRAMS = Phrase("page-programs", "Programs")
PROGRAMS_LEAD = Phrase(
    "page-programs-lead",
    "Two people, one of them a few steps ahead, side by side for some weeks. In the chat you use.",
)
ALL_PROGRAMS = Phrase("page-all-programs", "All programs")
READ_MORE = Phrase("page-read-more", "More about {program}")
FIND = Phrase("page-find", "I'd like a mentor")
BECOME = Phrase("page-become", "I'd like to be a mentor")
ADULTS = Phrase("page-adults", "Everyone here is 18 or older, mentees and mentors alike.")

WEEKS = Phrase("page-weeks", "{count} weeks")
WEEKLY = Phrase("page-weekly", "one topic every {day}")
SPOKEN = Phrase("page-spoken", "in {languages}")
GROWN_UP = Phrase("page-grown-up", "for adults, 18 and older")
CHATS = Phrase("page-chats", "in {chats}")
ANY_CHAT = Phrase("page-any-chat", "in your chat app")

FOR_WHOM = Phrase("page-for-whom", "Who it is for")
GOALS = Phrase("page-goals", "What you can work on")
HOW = Phrase("page-how", "How it works")
HELLO = Phrase("page-how-hello", "You say hello")
HELLO_MORE = Phrase(
    "page-how-hello-more",
    "In the chat, Alongside asks about ten short questions. You press a button or write. It takes about five minutes.",
)
FIT = Phrase("page-how-fit", "We look for someone who fits")
FIT_MORE = Phrase(
    "page-how-fit-more",
    "By what you would like to work on, by your languages, and by what you have in common. That can take some weeks: "
    "a good match is worth more than a quick one.",
)
CONSENT = Phrase("page-how-consent", "You both say yes")
CONSENT_MORE = Phrase(
    "page-how-consent-more",
    "Nobody is matched without being asked. Before that you see little of each other: the name each of you gave, what "
    "you have in common, and of a mentor their work and a few words about them.",
)
WEEK_BY_WEEK = Phrase("page-how-weeks", "You walk side by side")
STEPS_MORE = Phrase(
    "page-how-steps-more",
    "Every {day} at {time} both of you get the same small topic, each seen from your own side. You talk about it when "
    "it suits you two, {often}.",
)
TALK_MORE = Phrase("page-how-talk-more", "You write to each other in the chat and meet {often}.")
OFTEN_WEEK = Phrase("page-often-week", "about once a week")
OFTEN_TWO_WEEKS = Phrase("page-often-two-weeks", "about every two weeks")
OFTEN_MONTH = Phrase("page-often-month", "about once a month")
OFTEN_DAYS = Phrase("page-often-days", "about every {count} days")
ENDING = Phrase("page-how-ending", "It ends well")
ENDING_MORE = Phrase(
    "page-how-ending-more",
    "You know weeks before when it ends, and you look back together. You can take a break or stop at any time, and you "
    "owe nobody a reason.",
)

WEEK = Phrase("page-week", "What a week looks like")
WEEK_LEAD = Phrase("page-week-lead", "As an example, week {week}: “{title}”.")
WEEK_MENTEE = Phrase("page-week-mentee", "What the mentee reads")
WEEK_MENTOR = Phrase("page-week-mentor", "What the mentor reads")
WEEK_TASK = Phrase("page-week-task", "What the two do")
WEEK_QUESTION = Phrase("page-week-question", "A question for both")

MENTORS = Phrase("page-mentors", "What mentors do, and what they don't")
TRAINING = Phrase("page-training", "How mentors get ready")
TRAINING_LEAD = Phrase(
    "page-training-lead",
    "Before the first match, mentors go through {lessons} short lessons in the chat, at their own pace"
    " – about {minutes} minutes in all. Small scenes at the end of each show whether it fits.",
)
MINUTES = Phrase("page-minutes", "{count} min")
CHECKS = Phrase("page-checks", "The people who run the program also ask for: {checks}.")

PRIVACY = Phrase("page-privacy", "What is kept, and who sees it")
PRIVACY_LEAD = Phrase(
    "page-privacy-lead", "In the words of the chat itself, where you can ask with /privacy at any time:"
)
EMERGENCY = Phrase("page-emergency", "In an emergency")
EMERGENCY_LEAD = Phrase(
    "page-emergency-lead",
    "Mentors and this program are not an emergency service. If someone is in danger now, call the emergency number of "
    "the place where you are.",
)
EMERGENCY_CHAT = Phrase(
    "page-emergency-chat",
    "When someone writes to the chat about something that sounds like an emergency, it shows where to find help at "
    "once and lets a coordinator know. Everyone can report a problem at any time; the other person is not told.",
)
LINES = Phrase("page-lines", "Where to turn, by country")
ELSEWHERE = Phrase("page-elsewhere", "Everywhere else")

JOIN = Phrase("page-join", "Join")
JOIN_MENTEE = Phrase("page-join-mentee", "Find a mentor")
JOIN_MENTOR = Phrase("page-join-mentor", "Be a mentor")
OPEN_TELEGRAM = Phrase("page-open-telegram", "Begin in Telegram")
OPEN_SLACK = Phrase("page-open-slack", "Open in Slack")
SCAN = Phrase("page-scan", "Or point your phone's camera at this code.")
MEMBERS_ONLY = Phrase("page-members-only", "For members of the Slack workspace {place}. Once there, write:")
NO_DOOR = Phrase("page-no-door", "Please ask the people who run this program how to reach it.")
QR_OF = Phrase("page-qr-of", "QR code: {link}")

POSTER = Phrase("page-poster", "Poster to print")
POSTER_SCAN = Phrase("page-poster-scan", "Point your phone's camera here")
POSTER_NO_PHONE = Phrase("page-poster-no-phone", "or open {link}")
FOOT = Phrase("page-foot", "This page sets no cookies and loads nothing from anywhere else.")
NOT_HERE = Phrase("page-not-here", "There is no page here")
NOT_HERE_MORE = Phrase("page-not-here-more", "Perhaps the address has a slip in it. These are the programs there are:")

PHRASES = (
    SKIP, LANGUAGES, PROGRAMS, PROGRAMS_LEAD, ALL_PROGRAMS, READ_MORE, FIND, BECOME, ADULTS, WEEKS, WEEKLY, SPOKEN,
    GROWN_UP, CHATS, ANY_CHAT, FOR_WHOM, GOALS, HOW, HELLO, HELLO_MORE, FIT, FIT_MORE, CONSENT, CONSENT_MORE,
    WEEK_BY_WEEK, STEPS_MORE, TALK_MORE, OFTEN_WEEK, OFTEN_TWO_WEEKS, OFTEN_MONTH, OFTEN_DAYS, ENDING, ENDING_MORE,
    WEEK, WEEK_LEAD, WEEK_MENTEE, WEEK_MENTOR, WEEK_TASK, WEEK_QUESTION, MENTORS, TRAINING, TRAINING_LEAD, MINUTES,
    CHECKS, PRIVACY, PRIVACY_LEAD, EMERGENCY, EMERGENCY_LEAD, EMERGENCY_CHAT, LINES, ELSEWHERE, JOIN, JOIN_MENTEE,
    JOIN_MENTOR, OPEN_TELEGRAM, OPEN_SLACK, SCAN, MEMBERS_ONLY, NO_DOOR, QR_OF, POSTER, POSTER_SCAN, POSTER_NO_PHONE,
    FOOT, NOT_HERE, NOT_HERE_MORE,
)  # fmt: skip
