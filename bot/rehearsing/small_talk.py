"""What made-up people write to each other in a rehearsal: plain lines that fit any program and any week."""

from __future__ import annotations

LINES = {
    "mentee": (
        "Hi! Nice to meet you. I'm a bit nervous, but glad that we found each other.",
        "Thank you, that helped me a lot.",
        "Would Thursday evening suit you for a call?",
        "I tried what you said, and it went better than I thought.",
        "This week was full. I did half of it, is that all right?",
        "I asked the question you gave me. They were really friendly!",
        "Can I send you what I wrote, before I hand it in?",
        "I'm a bit tired this week, but all right. And you?",
        "How did you do this when you were at my point?",
        "Good news: it worked!",
        "I don't know how to begin with this one. Do you have an idea?",
        "Thank you for asking. It was a hard day, and it is better now.",
        "I met someone this week who does what I want to do one day.",
        "See you on Sunday then. I'll bring my notes.",
        "I read the sheet. The list in it is handy.",
        "I almost gave up on Tuesday, and then I remembered what you told me.",
    ),
    "mentor": (
        "Hi! I'm happy to walk along with you. What would you like me to know first?",
        "That sounds good. What was the best part of it?",
        "Thursday at seven suits me well. Shall I call you?",
        "Half is a good start. What would make the other half easier?",
        "Well done! I remember how long that took me the first time.",
        "Of course, send it. I look at it tonight.",
        "That happens. Do you want to talk it through for ten minutes?",
        "I didn't know that. Tell me more!",
        "When I began I wrote three questions down before each talk. Maybe that helps.",
        "No hurry. Next week is fine too.",
        "I'm proud of you, that took courage.",
        "Who else could you ask about it?",
        "Thanks for telling me. How are you today?",
        "Great, then until Sunday. I bring tea.",
        "Here is what helped me: begin with the smallest piece.",
        "You found your own way there. I only asked questions.",
    ),
}
"""By side, in the order in which they are written."""
