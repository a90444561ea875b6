"""What the engine itself says, whatever the flow."""

from __future__ import annotations

from bot.words.phrases import Phrase

PROGRESS = Phrase("asking-progress", "{at} of {all}")
PROGRESS_SKIP = Phrase("asking-progress-skip", "{at} of {all} · you can skip this one")
BACK = Phrase("asking-back", "‹ Back")
SKIP = Phrase("asking-skip", "Skip")
KEEP = Phrase("asking-keep", "Keep it")
SO_FAR = Phrase("asking-so-far", "So far: {answer}")
SKIPPED = Phrase("asking-skipped", "(skipped)")
ANSWERED = Phrase("asking-answered", "✓ {answer}")
NOTED = Phrase("asking-noted", "Thank you, noted.")
FIRST_QUESTION = Phrase("asking-first", "There is no earlier question to go back to.")
NO_SKIP = Phrase("asking-no-skip", "I need this one to find someone who fits. A short answer is enough.")
PICK_PEOPLE = Phrase("asking-pick-people", "Choose people")
SHARE_LOCATION = Phrase("asking-share-location", "📍 Share my location")
PICK_DATE = Phrase("asking-pick-date", "Pick a date")
REVIEW = Phrase("asking-review", "Here is what I noted. Is it all right?")
GOOD_AS_IS = Phrase("asking-review-good", "Yes, all good")
CHANGE = Phrase("asking-review-change", "Change: {what}")
REVIEW_HINT = Phrase(
    "asking-review-hint", 'If all is right, write "yes". If not, write what to change, for example "name".'
)
NEEDS_ANSWER = Phrase("asking-needs-answer", "This one cannot be skipped. A short answer is enough.")
UNASKED = Phrase("asking-unasked", "Thank you! I don't need that just now.")
CLOSED = Phrase("asking-closed", "That button is from earlier, so I changed nothing.")
CLOSED_ANSWER = Phrase(
    "asking-closed-answer",
    "You already answered that one: {answer}. I changed nothing. "
    'You can change it at the end, or write "back" to go back.',
)
CLOSED_SETTLED = Phrase("asking-closed-settled", "You already answered that one: {answer}. I changed nothing.")
STUCK = Phrase("asking-stuck", 'If you are stuck, write "help". To leave it for now, just come back later.')
UNREADABLE = Phrase(
    "asking-unreadable", "I can only read words here, not pictures, voice or files. Could you write it?"
)
WELCOME_BACK = Phrase("asking-welcome-back", "Good to see you again! Let's go on where we stopped.")
GREETING = Phrase("asking-greeting", "Hello! This is where we are:")
FROM_THE_START = Phrase("asking-from-the-start", "All right, from the beginning.")

PHRASES = (
    PROGRESS,
    PROGRESS_SKIP,
    BACK,
    SKIP,
    KEEP,
    SO_FAR,
    SKIPPED,
    ANSWERED,
    NOTED,
    FIRST_QUESTION,
    NO_SKIP,
    NEEDS_ANSWER,
    UNASKED,
    PICK_PEOPLE,
    SHARE_LOCATION,
    PICK_DATE,
    REVIEW,
    GOOD_AS_IS,
    CHANGE,
    REVIEW_HINT,
    CLOSED,
    CLOSED_ANSWER,
    CLOSED_SETTLED,
    STUCK,
    UNREADABLE,
    WELCOME_BACK,
    GREETING,
    FROM_THE_START,
)
