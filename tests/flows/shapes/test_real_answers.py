"""What people really write at a question with choices, and what they would expect to be understood as.

What is not clearly one of the choices is asked again: a wrong guess costs a person more than a second question.
"""

from dataclasses import replace

import pytest

from bot.curriculum.localised import Localised
from bot.flows.anytime.forgetting import Forgetting
from bot.flows.casting import _options
from bot.flows.engine.shape import Draft
from bot.flows.onboarding.questions import Onboarding
from bot.flows.shapes import Languages, Place, Several, TimeZone, WholeNumber
from bot.matching.concepts.meaning import meaning
from bot.texts.speech import Speech
from bot.words.messages import Typed

from .conftest import asked, outcome

SPEECH = Speech()
AGAIN = "asked again"
"""The question comes again, with a hint."""


def understood(shape, typed, language="en", key="test-question"):
    """The value, "asked again", or "maybe …" where it is asked back."""
    asking = replace(asked(language, key=key), say=lambda line: SPEECH.say(line, language))
    found = outcome(shape.read(Typed(typed), asking))
    return AGAIN if isinstance(found, str) and found.startswith(("shape-", "forgetting-")) else found


def table(*rows):
    """Language, what is understood, and the answers it is understood from, as cases of a test."""
    return pytest.mark.parametrize(
        ("language", "typed", "meant"),
        [(language, one.strip(), meant) for language, meant, answers in rows for one in answers.split("|")],
    )


@table(
    ("en", "yes", "yes | Yes! | ok | sure | yep | fine | yeah why not | let's start | y | 👍 | Yes! When do we begin?"),
    ("en", "no", "no | nope | n | no thanks | No, thank you | not now"),
    ("en", AGAIN, "yes? | ok? | really? | why? | what? | maybe | not sure | I don't know | hmm | yes but no"),
    ("en", AGAIN, "yes, but who sees it? | is it safe? | what does that mean? | is that a yes?"),
    ("es", "yes", "sí | si | claro | vale | dale | bueno | está bien | sale | órale | listo | de una | perfecto"),
    ("es", "no", "no | no gracias | mejor no | claro que no"),
    ("es", AGAIN, "¿sí? | sí? | ¿de verdad? | ¿por qué? | no sé | no entiendo | quizás | tal vez | sí pero no"),
)
def test_is_that_all_right_with_you(language, typed, meant):
    assert understood(Onboarding.consent.shape, typed, language, "onboarding-consent") == meant


@table(
    ("en", "yes", "yes | Yes! | yes please | yes, forget everything | forget everything | y | 1"),
    ("en", "no", "no | No, keep it | keep it | keep everything | don't | 2 | no don't"),
    ("en", AGAIN, "yes? | Yes, forget everything? | really? | what does that mean? | are you sure? | sure? | what"),
    (
        "en",
        AGAIN,
        "ok | sure | fine | k | 👍 | hm | maybe | forget | forget it | yes but what happens then | yes what?",
    ),
    ("es", "yes", "sí | sí, olvida todo | si"),
    ("es", "no", "no | no, consérvalo | no olvides"),
    ("es", AGAIN, "¿sí? | sí? | ¿de verdad? | ¿qué significa eso? | ok | vale | ¿seguro? | no sé | claro?"),
)
def test_shall_i_forget_everything(language, typed, meant):
    assert understood(Forgetting.sure.shape, typed, language, "forgetting-sure") == meant


@table(
    ("en", "mentee", "I want a mentor | I need a mentor | find a mentor | I need help | mentee"),
    ("en", "mentee", "find a job | i want someone help me find work | I want to find work | somebody to help me"),
    ("en", "mentor", "I want to be a mentor | be a mentor | volunteer | I want to help | help others"),
    ("en", "both", "both | Both please"),
    ("en", AGAIN, "mentor | a mentor | mentoring | yes | no | me | what is a mentor? | I don't want a mentor"),
    ("en", AGAIN, "I want to help people find work | help people find a job | support someone | give advice"),
    ("en", AGAIN, "back to work | I work as a nurse | new neighbors | my job is teaching | I like to learn"),
    ("es", "mentee", "quiero una mentora | necesito ayuda | encontrar trabajo | que alguien me ayude"),
    ("es", "mentor", "quiero ser mentora | ser mentor | quiero ayudar | voluntaria"),
    ("es", "both", "ambos | los dos | las dos cosas"),
    ("es", AGAIN, "mentor | mentora | una mentora | sí | ¿qué es un mentor?"),
)
def test_what_brings_you_here(language, typed, meant):
    assert understood(Onboarding.role.shape, typed, language, "onboarding-role") == meant


@table(
    ("en", "school", "high school | Highschool | GED | primary | still in school"),
    ("en", "vocational", "apprenticeship | trade school | vocational"),
    ("en", "bachelor", "college | uni | university | BA | BSc | bachelor's | associate degree"),
    ("en", "master", "masters | MBA | PhD"),
    ("en", "other", "none | none of these | self taught"),
    ("en", AGAIN, "yes | yes? | no | engineer | I dropped out | dropped out of university | studying | law school"),
    ("es", "school", "secundaria | preparatoria | prepa | bachillerato | liceo | primaria | colegio"),
    ("es", "vocational", "carrera técnica | técnico | FP | formación profesional"),
    ("es", "bachelor", "universidad | licenciatura | ingeniería | estoy en la universidad"),
    ("es", "master", "maestría | máster | posgrado | doctorado"),
    ("es", "other", "ninguna | autodidacta"),
    ("es", AGAIN, "sí | estudiante | no terminé la universidad"),
)
def test_your_education(language, typed, meant):
    assert understood(Onboarding.education.shape, typed, language, "onboarding-education") == meant


@table(
    ("en", "woman", "woman | a woman please | female | women | I'd rather a woman"),
    ("en", "man", "man | male | a man"),
    ("en", "any", "no | either | any | anyone | don't care | doesn't matter | no preference"),
    ("en", AGAIN, "yes | no men please | not a man | not a woman | a woman or a man | non-binary"),
    ("es", "woman", "mujer | una mujer | chica"),
    ("es", "man", "hombre | varón"),
    ("es", "any", "me da igual | cualquiera | no importa | sin preferencia"),
    ("es", AGAIN, "sí | no hombre | no quiero un hombre"),
)
def test_a_woman_or_a_man(language, typed, meant):
    assert understood(Onboarding.wish.shape, typed, language, "onboarding-wish") == meant


@table(
    ("en", ["en"], "English | englsh | engish | english only | anglais | I speak English"),
    ("en", ["es"], "Spanish | Spansih | castellano"),
    ("en", ["pt"], "Portugese | portuguese"),
    ("en", ["en", "es"], "English or Spanish | english and spanish | en, es"),
    ("en", AGAIN, "Paris | Rome | Berlin | Lima | London | Warsaw | Manchester | Sudan | Nigerian | Indian | American"),
    (
        "en",
        AGAIN,
        "none | any | all | both | yes | yes? | what? | I don't know | nurse | teacher | not english | hello",
    ),
    ("en", ("draft", [{"maybe": "fa"}]), "Parisian | Iran | Iranian"),
    ("en", ("draft", [{"maybe": "es"}]), "Mexico | Mexican | Spanglish | Spain"),
    ("en", ("draft", [{"maybe": "de"}]), "Austrian"),
    ("en", ("draft", ["en", {"maybe": "pt"}]), "English and Brazilian"),
    ("es", ["es"], "español | castellano | solo español | hablo español"),
    ("es", ["en"], "ingles | inglés | Ingels"),
    ("es", ["es", "en"], "español e inglés | Español, poco inglés"),
    ("es", ["qu"], "quechua"),
    ("es", AGAIN, "París | Lima | Bogotá | Madrid | ninguno | nada | sí | ¿sí? | no sé | enfermera | peruano | hola"),
    ("es", ("draft", [{"maybe": "es"}]), "mexicano | argentino"),
)
def test_languages_to_talk_in(language, typed, meant):
    assert understood(Languages(), typed, language) == meant


def test_a_language_asked_back_about_is_taken_by_a_yes_and_left_by_a_no():
    asking = asked(draft=["en", {"maybe": "es"}])
    assert [one.key for one in Languages().options(asking)][:2] == ["es", "en"]
    assert outcome(Languages().read(Typed("yes"), asking)) == ["en", "es"]
    assert outcome(Languages().read(Typed("no"), asking)) == "shape-languages-hint"
    assert outcome(Languages().read(Typed("French"), asking)) == ["en", "fr"]
    assert outcome(Languages().read(Typed("yes?"), asking)) == "shape-languages-hint"


def city(shape, typed, language):
    found = understood(shape, typed, language)
    if isinstance(found, dict):
        return found["city"]
    return found if found == AGAIN else "which?"


@table(
    ("en", "Paris", "Paris | paris france | Pari | I live in Paris"),
    ("en", "London", "London | Londn | Lodnon | near London"),
    ("en", "Los Angeles", "LA | Los Angeles | los angeles, usa"),
    ("en", "New York City", "NYC | New York"),
    ("en", "which?", "Springfield | San Jose | Maria | nursing | Hamburger"),
    (
        "en",
        AGAIN,
        "no | yes | yes? | hello | Ok | here | home | at home | none | nowhere | what? | why? | teacher | Nurse",
    ),
    ("en", AGAIN, "France | USA | India | Spain | a small village | I don't want to say | 10115 | SW1A 1AA | homeless"),
    ("es", "Mexico City", "Ciudad de México | CDMX | México"),
    ("es", "Lima", "Lima | vivo en Lima | cerca de Lima"),
    ("es", "New York City", "Nueva York"),
    ("es", "which?", "Córdoba | San José | La Paz | Mérida | Granada | vivo en Granada"),
    ("es", AGAIN, "no | sí | hola | aquí | en mi casa | España | Perú | un pueblo | ¿por qué? | ninguna | nada"),
)
def test_where_you_live(language, typed, meant):
    assert city(Place(), typed, language) == meant


@table(
    ("en", "Europe/Paris", "Paris | I live in Lyon"),
    ("en", "America/New_York", "EST | Eastern | New York | nyc"),
    ("en", "Etc/GMT+5", "utc-5 | GMT-5"),
    (
        "en",
        AGAIN,
        "no | yes | Hello | Sunday | morning | noon | India | usa | France | same as you | Nurse | what? | 3",
    ),
    ("es", "America/Bogota", "Bogotá | vivo en Medellín"),
    ("es", AGAIN, "no | sí | hola | domingo | mañana | España | no sé | la misma que tú"),
)
def test_the_hour_where_you_are(language, typed, meant):
    assert understood(TimeZone(), typed, language) == meant


@table(
    ("en", 1, "1 | one | just one | one please"),
    ("en", 2, "2 | two people | max 2 | a couple | 2 mentees"),
    ("en", AGAIN, "1-2 | two or three | a few | as many as you like | 0 | none | 10 | I don't know | yes"),
    ("es", 1, "uno | una | una persona"),
    ("es", 2, "dos | máximo 2"),
    ("es", AGAIN, "uno o dos | varios | ninguno | los que quieras | no sé | sí"),
)
def test_how_many_people(language, typed, meant):
    assert understood(WholeNumber(1, 5), typed, language) == meant


GOALS = Several(
    _options(
        {
            "study": Localised.model_validate({"en": "Study and exams", "es": "Estudios y exámenes"}),
            "belong": Localised.model_validate(
                {"en": "Find friends and feel at home", "es": "Hacer amistades y sentirme en casa"}
            ),
            "money": Localised.model_validate({"en": "Money and housing", "es": "Dinero y vivienda"}),
            "first_job": Localised.model_validate(
                {"en": "A student job or internship", "es": "Un trabajo o prácticas"}
            ),
            "balance": Localised.model_validate({"en": "Balance and stress", "es": "Equilibrio y estrés"}),
        }
    ),
    at_most=3,
)


@table(
    ("en", ["study"], "study | exams | Study and exams | 1"),
    ("en", ["belong"], "friends | find friends | feel at home"),
    ("en", ["money"], "money | housing"),
    ("en", ["study", "money"], "1, 3 | 1 and 3 | exams and money | study, housing"),
    ("en", [{"own": "become a nurse"}], "become a nurse"),
    ("en", [{"own": "I want to stop smoking"}], "I want to stop smoking"),
    ("en", AGAIN, "yes | no | none | yes? | 9 | anything really | whatever | everything"),
    ("es", ["study"], "estudios | exámenes | 1"),
    ("es", ["money"], "dinero | vivienda"),
    ("es", ["first_job"], "un trabajo | prácticas"),
    ("es", ["balance"], "estrés"),
    ("es", AGAIN, "sí | no | ninguno | ¿sí? | 9"),
)
def test_your_goals(language, typed, meant):
    assert understood(GOALS, typed, language) == meant


@table(
    ("en", "nurse", "nurse | nursing student"),
    ("en", "teacher", "I'm a teacher | teach"),
    ("en", "doctor", "doctor | docter"),
    ("en", "car_mechanic", "mechanic | machanic"),
    ("en", "plumber", "plumer"),
    ("en", None, "broken | printer | waiting | none | nothing | yes | no | Paris | unemployed | student"),
    ("es", "nurse", "enfermera | enfermero"),
    ("es", "teacher", "maestra | profesor"),
    ("es", "accountant", "contadora | contador"),
    ("es", "waiter", "mesero | camarero"),
    ("es", None, "nada | sí | no | jubilado | estudiante | de todo un poco"),
)
def test_your_work(language, typed, meant):
    found = meaning(typed, language, ("profession",))
    assert (found.key if found else None) == meant


def test_a_guess_is_never_taken_without_asking():
    assert isinstance(Place().read(Typed("nursing"), asked()), Draft)
    assert isinstance(Languages().read(Typed("Austrian"), asked()), Draft)
