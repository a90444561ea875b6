"""Everything is deleted by a yes that is one, and by nothing less."""

import pytest

from bot.words.effects.people import Erase
from tests.flows.talk import Talk


@pytest.fixture
def at_the_question(stage):
    """Someone with a profile who is asked whether everything shall be forgotten."""

    def asked(language):
        talk = Talk(stage, language=language)
        talk.commands("start")
        for said in ("yes", "5/1998", "1", "1", "Ana", "1", "skip"):
            talk.says(said)
        talk.commands("delete")
        return talk

    return asked


def is_erased(talk):
    return any(isinstance(effect, Erase) for effect in talk.effects)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("en", said) for said in ("yes?", "Yes, forget everything?", "really?", "what does that mean?",
                                    "are you sure", "ok", "k", "sure", "hmm", "yes yes?", "yes, delete it all?")),
        *(("es", said) for said in ("¿sí?", "sí?", "¿de verdad?", "¿qué significa eso?", "vale", "ok", "espera",
                                    "Sí, olvídalo todo?", "¿borrar todo?")),
    ],
)  # fmt: skip
def test_a_question_or_a_mere_ok_deletes_nothing_and_a_yes_afterwards_does(at_the_question, language, typed):
    talk = at_the_question(language)
    talk.says(typed)
    assert not is_erased(talk)
    talk.says("sí" if language == "es" else "yes")
    assert is_erased(talk)


@pytest.mark.parametrize("typed", ["yes", "Yes!", "y", "Yes, forget everything", "yes, delete everything", "1"])
def test_a_plain_yes_deletes(at_the_question, typed):
    talk = at_the_question("en")
    talk.says(typed)
    assert is_erased(talk)


@pytest.mark.parametrize("typed", ["no", "No, keep it", "keep it", "don't", "2", "nope"])
def test_a_no_keeps_everything_and_the_question_is_over(at_the_question, typed):
    talk = at_the_question("en")
    talk.says(typed)
    talk.says("yes")
    assert not is_erased(talk)


def test_the_last_words_are_in_the_language_they_chose_whatever_their_app_speaks(at_the_question):
    talk = at_the_question("en")
    talk.commands("language", "es")
    talk.says("sí")
    assert is_erased(talk)
    assert talk.text.startswith("Hecho.")
