"""Onboarding: from hello to a finished profile, read top to bottom as it is talked."""

from __future__ import annotations

from bot.flows.engine.flow import Ask, Do, Flow, FromProgram, Review, Say
from bot.flows.onboarding.answers import EDUCATION, ROLE, WISH
from bot.flows.onboarding.screening import agree, screen_age, unscreened
from bot.flows.onboarding.settling import choose_program, finish, take_name, take_zone, tell_programs
from bot.flows.shapes import BirthMonth, Choice, FreeText, Languages, Name, People, Place, Times, WholeNumber, Work


class Onboarding(Flow):
    """Welcome and consent, the age screen, who they are and what they look for, a last look, and what happens next."""

    hello = Say("Hi! I'm Alongside. I help people find a mentor, or become one. 🌱", when=unscreened)
    consent = Ask(
        "First, what happens with what you tell me:\n"
        "• I keep your answers, encrypted, to find someone who fits you.\n"
        "• The program's coordinators can see them. When I suggest you to someone, they see the name you gave me, what "
        "you two have in common, and, if you are a mentor, your work and what you wrote about yourself.\n"
        "• If you write something that sounds like an emergency, I show you help and let a coordinator know.\n"
        "• You can leave and delete everything at any time: write /stop or /delete.\n\n"
        "Is that all right with you?",
        Choice(yes="Yes, let's start", no="No, thank you"),
        when=unscreened,
        counted=False,
        why="I need your yes before I keep anything. With a no I keep nothing, and that is fine too.",
    )
    agreed = Do(agree, when=unscreened)
    born = Ask(
        "When were you born? Month and year are enough, like 5/1998.",
        BirthMonth(),
        when=unscreened,
        keep=False,
        counted=False,
        why="I ask everyone this first, because of the program's rules. I don't keep the date.",
    )
    adult = Do(screen_age, when=unscreened)
    role = Ask(
        "What brings you here?",
        Choice(mentee="I'd like a mentor", mentor="I'd like to be a mentor", both="Both").also(**ROLE),
        label="You are here",
        counted=False,
        reopens=True,
        why="A mentor is somebody with experience who walks alongside you for some weeks. You can look for one, "
        "or be one for somebody else.",
    )
    program = Ask(
        "Which program is for you?\n\n{programs}",
        FromProgram("programs"),
        values=tell_programs,
        label="Program",
        counted=False,
        reopens=True,
        why="Each program is for different people. Choose the one that sounds most like you.",
    )
    chosen = Do(choose_program)

    name = Ask(
        "What should I call you? A first name or a nickname is enough.",
        Name(),
        label="Name",
        why="It is how I call you, and how your match will call you. It need not be your full name.",
    )
    named = Do(take_name)
    goal = Ask(
        "What would you like to work towards, {name}? Choose up to three, or write it in your own words.",
        FromProgram("goals"),
        when=role.was("mentee", "both"),
        label="Your goals",
        why="It helps me find somebody who knows about it. You can change it later.",
    )
    offer = Ask(
        "What could you help someone with? Choose what fits, or write it in your own words.",
        FromProgram("goals"),
        when=role.was("mentor", "both"),
        label="You can help with",
        why="It tells me whom you could help most. You can change it later.",
    )
    profession = Ask(
        "What work do you do, or did you learn to do? A few words are enough.",
        Work(),
        label="Work",
        optional=True,
        why="People like to meet somebody from the same line of work. What you did before counts too.",
    )
    place = Ask(
        "Which city or town do you live in?",
        Place(),
        label="Place",
        why="It tells me what time it is where you are, and who lives near you. The town is enough; I never ask "
        "for your address.",
    )
    placed = Do(take_zone)
    languages = Ask(
        "Which languages would you be happy to talk in?",
        Languages(),
        label="Languages",
        why="You and your match need a language that you both speak.",
    )
    education = Ask(
        "What is your education so far?",
        Choice(
            school="School",
            vocational="Vocational training",
            bachelor="Bachelor's degree, or on the way",
            master="Master's or higher",
            other="Something else",
        ).also(**EDUCATION),
        label="Education",
        optional=True,
        why="It helps me find somebody who has been where you are. Every answer is fine.",
    )
    school = Ask(
        "Where did you study, or where do you study now?",
        FreeText(at_most=120),
        when=education.was("vocational", "bachelor", "master"),
        label="Studied at",
        optional=True,
        why="People who went to the same school often have something to talk about.",
    )
    interests = Ask(
        "What do you enjoy in your free time?",
        FromProgram("interests"),
        label="Interests",
        optional=True,
        why="Something you both enjoy makes the first talk easier.",
    )
    times = Ask(
        "When do you usually have time to talk?",
        Times(),
        label="Good times",
        why="You and your match need hours that suit you both. You can change it later.",
    )
    known = Ask(
        "Is there anyone here you already know? It helps me see what you share with others, and I won't match you with "
        "someone close to you.",
        People(),
        label="People you know",
        optional=True,
        why="I don't write to the people you name. If your match knows one of them too, I tell you both.",
    )
    seats = Ask(
        "How many people could you support at the same time?",
        WholeNumber(1, 5),
        when=role.was("mentor", "both"),
        label="Places for mentees",
        why="It is up to you. One is plenty to begin with, and you can change it later.",
    )
    wish = Ask(
        "Would you feel more at ease with a woman or a man as your mentor? I use it only to find someone; your "
        "mentor doesn't see it.",
        Choice(any="No preference", woman="A woman", man="A man").also(**WISH),
        when=role.was("mentee", "both"),
        label="Your mentor",
        optional=True,
        why="Some people feel more at ease with a woman, others with a man. Every answer is fine.",
    )
    check = Review()
    finished = Do(finish)
