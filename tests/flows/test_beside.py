"""Whatever is written at a question of the onboarding that is no answer meets a short, helpful word, and nothing is
lost or noted that was not meant: the question stays open, and the next answer is taken."""

from __future__ import annotations

import re
from itertools import groupby
from re import _parser as sre_parser

import pytest

from bot.flows.anytime import asides
from bot.flows.engine.flow import Ask
from bot.flows.understanding.beside import asks_about_privacy, may_begin, said_beside, ways_of_saying
from bot.words.effects.people import WipeInbound
from bot.words.folding import normalise
from bot.words.messages import Attachment, Edited, LocationShared, Unreadable
from tests.flows.talk import Talk

WAY = {
    "consent": "yes", "born": "5/1998", "role": "both", "program": "new neighbors", "name": "Amina",
    "goal": "find work", "offer": "english", "profession": "nurse", "place": "Lyon, France", "languages": "french",
    "education": "vocational", "school": "Lycée Ampère", "interests": "music", "times": "evenings",
    "known": "nobody", "seats": "2", "wish": "no preference", "check": "yes",
}  # fmt: skip
"""An answer to every question, in the order in which somebody meets them who wants to be both."""
WIDE = ("name", "goal", "offer", "profession", "school", "interests", "known")
"""Questions that take nearly everything for an answer."""


def _all_open(stage, language):
    """Somebody at each question, as a copy of one conversation."""
    talk, found = Talk(stage, language), {}
    talk.says("hola" if language == "es" else "hello")
    while talk.scene.run is not None and talk.scene.run.status == "open":
        name = talk.scene.run.open
        found[name] = talk.again()
        talk.says(_answer(name, language))
    return found


def _answer(name, language):
    spanish = {"role": "las dos cosas", "languages": "francés", "times": "por las tardes", "program": "2"}
    spanish |= {"offer": "1", "wish": "me da igual", "education": "formación profesional", "known": "a nadie"}
    return spanish.get(name, WAY.get(name, "1")) if language == "es" else WAY.get(name, "1")


@pytest.fixture(scope="module")
def english(stage):
    return _all_open(stage, "en")


@pytest.fixture(scope="module")
def spanish(stage):
    return _all_open(stage, "es")


def _heard(talk, text):
    before = len(talk.chat)
    talk.says(text)
    return " ".join(heard.text for heard in talk.chat[before:])


def test_every_question_is_met(english, spanish):
    assert {*english, *spanish} >= WAY.keys()


SAID = (
    ("are you a robot?", asides.ROBOT, "I'm a computer program"),
    ("who are you", asides.ROBOT, "I'm a computer program"),
    ("I already told you", asides.TOLD, "sorry"),
    ("is it free?", asides.COST, "free"),
    ("how long does this take", asides.LONG, "five minutes"),
    ("when do i get a mentor?", asides.THEN, "some days"),
    ("fuck you", asides.TIRESOME, "/stop"),
    ("this is so stupid", asides.TIRESOME, "/stop"),
    ("maybe later", asides.LATER, "I keep what you have told me"),
    ("idk", asides.UNSURE, "That's fine"),
    ("I'm not sure yet", asides.UNSURE, "That's fine"),
    ("hahaha", asides.LIGHT, "🙂"),
)


@pytest.mark.parametrize(("text", "phrase", "words"), SAID, ids=[text for text, *_ in SAID])
def test_what_is_asked_beside_a_question_is_answered_and_the_question_stays(english, text, phrase, words):
    for name, at in english.items():
        talk = at.again()
        assert words in _heard(talk, text), (name, text)
        assert talk.scene.run.open == name, (name, text)
        assert talk.scene.run.answers == at.scene.run.answers, (name, text)
        assert talk.scene.run.misses == at.scene.run.misses, "nobody did anything wrong"
        assert phrase in asides.PHRASES


@pytest.mark.parametrize("text", ["I want to change my town", "my name is wrong", "me equivoqué", "wrong button"])
def test_who_wants_to_change_something_hears_how_and_at_the_last_look_changes_it(english, text):
    for name in ("goal", "profession", "place", "education", "times"):
        talk = english[name].again()
        assert "at the end" in _heard(talk, text), name
        assert talk.scene.run.open == name
    talk = english["check"].again()
    talk.says("I want to change my name")
    assert talk.scene.run.open == "name"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("¿eres un robot?", "programa informático"),
        ("quiero hablar con una persona", "quieres hablar con alguien"),
        ("ya te lo dije", "Perdona"),
        ("¿es gratis?", "gratis"),
        ("¿cuánto tarda?", "cinco minutos"),
        ("vete a la mierda", "/stop"),
        ("ahora no puedo", "Escríbeme"),
        ("no sé", "No pasa nada"),
        ("ni idea", "No pasa nada"),
    ],
)
def test_the_same_in_spanish(spanish, text, words):
    for name, at in spanish.items():
        talk = at.again()
        assert words in _heard(talk, text), (name, text)
        assert talk.scene.run.open == name, (name, text)


@pytest.mark.parametrize("text", ["why do you ask?", "Why do you need to know that?", "what does that mean?", "what?"])
def test_every_question_says_what_it_is_for(stage, english, text):
    for name, at in english.items():
        talk = at.again()
        step = stage.script("onboarding", at.scene.run.variant).by_name[name]
        why = step.why if isinstance(step, Ask) else ""
        assert (why or "It helps to find someone") in _heard(talk, text), name
        assert talk.scene.run.open == name


def test_every_question_of_the_onboarding_has_a_reason_of_its_own(stage):
    for step in stage.script("onboarding").steps:
        assert not isinstance(step, Ask) or step.why or step.text_key, step.name


def test_why_at_the_age_question_gives_no_hint_and_leaves_nothing_behind(english):
    talk = english["born"].again()
    said = _heard(talk, "why do you need my birthday 5/2010?")
    assert not any(word in said for word in ("18", "adult", "old enough", "young"))
    assert any(isinstance(effect, WipeInbound) for effect in talk.turn_effects)


def test_i_would_rather_not_say_skips_what_can_be_skipped_and_no_other(english):
    for name, at in english.items():
        talk = at.again()
        said = _heard(talk, "I'd rather not say")
        is_skipped = talk.scene.run.open != name
        assert is_skipped == ("you can skip this one" in at.text), name
        assert is_skipped or ("If all is right" if name == "check" else "A short answer is enough") in said, name
        assert name not in talk.scene.run.answers


@pytest.mark.parametrize("text", ["no", "none", "nada", "nothing", "No."])
def test_a_no_to_a_question_in_ones_own_words_leaves_it_out(english, spanish, text):
    for name, at in (("profession", english), ("school", spanish)):
        talk = at[name].again()
        talk.says(text)
        assert talk.scene.run.open != name
        assert name not in talk.scene.run.answers


def test_a_no_that_goes_on_is_an_answer(english):
    talk = english["profession"].again()
    talk.says("No work yet, I looked after my aunt")
    assert talk.scene.run.answers["profession"].startswith("No work")


@pytest.mark.parametrize("text", ["I want to die", "quiero morir", "i am so alone, i want to kill myself"])
def test_words_of_someone_in_need_meet_help_at_every_question_and_are_no_answer(english, text):
    for name, at in english.items():
        talk = at.again()
        said = _heard(talk, text)
        assert "You don't have to go through this alone" in said, name
        assert "My question can wait" in said, name
        assert talk.scene.run.open == name, name
        assert talk.scene.run.answers == at.scene.run.answers, name
        talk.says(_answer(name, "en"))
        assert talk.scene.run is None or talk.scene.run.open != name, "the next answer is taken"


ODD = (
    "😂😂", "   ", ".", "...", "?!", "\u200f\u202e", "x" * 4000, "مرحبا", "je cherche du travail", "\U000e0041",
)  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=[repr(text[:12]) for text in ODD])
def test_strange_words_always_meet_an_answer_and_never_lose_one(english, text):
    for name, at in english.items():
        talk = at.again()
        said = _heard(talk, text)
        assert said.strip(), name
        kept = {key: value for key, value in talk.scene.run.answers.items() if key != name}
        assert kept == at.scene.run.answers, name


@pytest.mark.parametrize("text", ["😂😂", ".", "..."])
def test_signs_alone_are_neither_a_name_nor_an_answer_in_words(english, text):
    for name in WIDE:
        if name in english:
            talk = english[name].again()
            talk.says(text)
            assert talk.scene.run.open == name, name


def test_whoever_insists_on_signs_for_a_name_is_called_that(english):
    talk = english["name"].again()
    talk.says("🌸")
    talk.says("🌸")
    assert talk.scene.run.answers["name"] == "🌸"


@pytest.mark.parametrize(
    "content", [Unreadable("sticker"), Attachment("voice", "f1"), LocationShared(45.7, 4.8), Edited("5/1990")]
)
def test_what_is_no_text_leaves_everything_as_it_is(english, content):
    for name, at in english.items():
        if name == "place" and isinstance(content, LocationShared):
            continue
        talk = at.again()
        talk.sends(content)
        assert talk.scene.run.open == name
        assert talk.scene.run.answers == at.scene.run.answers


def test_who_changes_a_message_hears_how_an_answer_is_changed(english):
    """On both platforms people mend a slip by changing what they wrote."""
    talk = english["goal"].again()
    said = talk.sends(Edited("Amina Two"))
    assert "at the end" in said
    assert talk.scene.run.answers["name"] == "Amina"
    talk.says("find work")
    assert talk.scene.run.open == "offer"


def test_the_words_on_a_button_are_an_answer_whatever_else_they_may_mean(english):
    talk = english["education"].again()
    talk.says("nothing")
    assert talk.scene.run.answers["education"] == "other"


def test_a_long_question_is_not_repeated_whole(english):
    talk = english["consent"].again()
    assert _heard(talk, "is it free?").endswith("for money.\n\nIs that all right with you?")
    assert "Yes, let's start" in talk.last.buttons


def test_a_yes_in_another_language_s_word_is_none_before_other_words(english, spanish):
    said = [(spanish, "ya te lo dije"), (spanish, "y quién lo ve"), (spanish, "ja ja")]
    for found, text in (*said, (english, "не знаю"), (english, "لا أعرف")):
        again = found["consent"].again()
        again.says(text)
        assert again.scene.run is not None, text
        assert again.scene.run.open == "consent", text


@pytest.mark.parametrize(
    "text",
    [
    "who can read this?", "is this private?", "What do you keep about me?", "who sees my answers", "is it safe?",
    "Can the coordinators read our messages?", "do you sell my data?", "¿quién puede leer esto?", "¿es privado?",
    "¿qué guardas de mí?", "¿los coordinadores leen nuestros mensajes?", "is this chat confidential?",
    ],
)  # fmt: skip
def test_it_is_understood_who_asks_about_privacy(text):
    assert asks_about_privacy(text)


@pytest.mark.parametrize(
    "text",
    [
    "Can you see me tomorrow?", "who knows a good dentist here?", "Will you keep my secret?",
    "are you free tomorrow?", "is it safe to walk there at night?", "How are you?",
    "who reads the letter from the school?", "nurse", "Why not", "I want to talk with people in English",
    "learn why things work", "Amina", "Como", "La Paz", "human resources", "What do you do?",
    "¿quién lee el periódico?", "¿es seguro ir de noche?", "¿qué sabes de Lyon?", "no work yet",
    "I know what I want: a job", "later in life I want to be a nurse", "change my job", "free time", "robots",
    "Stupidly tired of rain", "I told my teacher about it", "Hannah", "Jojo", "maybe a nurse",
    "not sure, maybe a nurse",
    ],
)  # fmt: skip
def test_what_may_be_an_answer_is_left_to_the_question(text):
    assert said_beside(text) is None


@pytest.mark.parametrize("text", ["español por favor", "I only speak Spanish", "do you speak spanish?", "en español"])
def test_who_asks_for_a_language_we_speak_gets_it_at_every_question(english, text):
    for name, at in english.items():
        talk = at.again()
        talk.says(text)
        if name != "languages":
            assert talk.scene.person.language == "es", name
            assert talk.scene.run.open == name
            assert talk.scene.run.answers == at.scene.run.answers


def test_who_asks_for_one_we_do_not_speak_hears_which_we_do(english, spanish):
    for found, text, words in ((english, "do you speak Arabic?", "in English and"), (spanish, "¿hablas árabe?", " y ")):
        for name, at in found.items():
            talk = at.again()
            assert words in _heard(talk, text), name
            assert talk.scene.run.open == name


@pytest.mark.parametrize("text", ["speak Spanish", "learn English", "English", "better English"])
def test_a_language_one_would_like_to_learn_is_a_goal(english, text):
    talk = english["goal"].again()
    talk.says(text)
    assert "goal" in talk.scene.run.answers
    assert talk.scene.person.language != "es"


KINDS = (
    "privacy", "robot", "human", "person", "why", "told", "unsure", "rather_not", "unclear", "cost", "long", "tongue",
    "then", "change", "later", "light", "swearing", "stopping", "nod",
)  # fmt: skip


def test_the_table_of_what_is_said_beside_holds_every_kind_once_and_no_row_twice():
    rows = list(ways_of_saying())
    assert tuple(kind for kind, _ in groupby(rows, key=lambda row: row[0])) == KINDS, "in the order that decides"
    patterns = [pattern for _, pattern in rows]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_the_table_is_a_pattern_of_normalised_words(kind):
    for pattern in (pattern for said, pattern in ways_of_saying() if said == kind):
        found = re.compile(pattern)
        assert found.groups == 0, f"a group that is kept is taken for a kind: {pattern}"
        assert not found.fullmatch(""), pattern
        letters = " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\\.", " ", pattern)))
        assert normalise(letters) == letters, f"accents and capitals are never met: {pattern}"


def _beginnings(pattern):
    """What matches of a parsed pattern may begin with, up to their first space; "…" where anything may follow."""
    begun = {("", False)}
    for operation, argument in pattern:
        more = _of_one(str(operation), argument)
        begun = {each for each in begun if each[1]} | {
            (said + then, is_whole) for said, is_over in begun if not is_over for then, is_whole in more
        }
    return begun


def _of_one(operation, argument):  # noqa: PLR0911 - one line a kind
    match operation, argument:
        case "LITERAL", letter:
            return {("", True)} if chr(letter) == " " else {(chr(letter), False)}
        case "IN", members if all(str(kind) == "LITERAL" for kind, _ in members):
            return set().union(*(_of_one("LITERAL", letter) for _, letter in members))
        case "BRANCH", (_, branches):
            return set().union(*map(_beginnings, branches))
        case "SUBPATTERN", (*_, inner):
            return _beginnings(inner)
        case "MAX_REPEAT", (least, most, inner):
            once = _beginnings(inner)
            if most > 1:
                once = {(said if is_over else f"{said}…", True) for said, is_over in once}
            return once | ({("", False)} if least == 0 else set())
        case "ASSERT" | "ASSERT_NOT", _:
            return {("", False)}
    return {("…", True)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_begins_as_answers_are_sifted_by(kind):
    for pattern in (pattern for said, pattern in ways_of_saying() if said == kind):
        for beginning, _ in _beginnings(sre_parser.parse(pattern)):
            assert beginning.rstrip("…"), f"it may begin with anything: {pattern}"
            assert may_begin(beginning.rstrip("…")), f"add {beginning} to the openings: {pattern}"
