"""Common ground: what is named, in which order and words, and what never is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.believable import believable
from bot.matching.ground import as_json, common_ground, ground_of, spoken
from bot.matching.points import KINDS, Point
from bot.matching.rules import SHOWABLE
from bot.matching.saying import NOTHING, PHRASES
from bot.texts.speech import Speech
from tests.matching.given import LYON, MADRID, PARIS, TERMS, VILLEURBANNE, mentee, mentor

SPEECH = Speech()
ALL = replace(TERMS, show=frozenset(SHOWABLE), origin="born_in")


def said(one, other, *, side="mentee", language="en", terms=ALL):
    points = ground_of(json.loads(json.dumps(as_json(common_ground(one, other, terms)))))
    return [SPEECH.say(line, language) for line in spoken(points, side, language)]


def test_profession_comes_first_by_default_and_the_program_can_weigh_otherwise():
    both = {"interests": ["music"], "place": LYON}
    one, other = (
        mentee(1, goal=["study"], profession="nurse", **both),
        mentor(2, offer=["study"], profession="nurse", **both),
    )
    kinds = [point.kind for point in common_ground(one, other, TERMS)]
    assert kinds == ["same_job", "goals", "same_city", "interests"]
    weights = replace(TERMS.weights, place=9, profession=0)
    assert [point.kind for point in common_ground(one, other, replace(TERMS, weights=weights))] == [
        "same_city", "goals", "interests",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "english", "spanish"),
    [
        ({"place": LYON}, {"place": LYON}, "You both live in Lyon.", "Viven en la misma ciudad: Lyon."),
        (
            {"place": LYON}, {"place": VILLEURBANNE},
            "You live near each other: Lyon and Villeurbanne.", "Viven cerca: Lyon y Villeurbanne.",
        ),
        (
            {"place": LYON}, {"place": PARIS},
            "You live in the same country: France.", "Viven en el mismo país: Francia.",
        ),
        (
            {"place": LYON}, {"place": {**PARIS, "region": "Rhône"}},
            "You live in the same region: Rhône.", "Viven en la misma región: Rhône.",
        ),
        (
            {"school": "Universite  Lyon 2"}, {"school": "université lyon 2"},
            "You both studied here: Universite Lyon 2.", "Estudiaron en el mismo lugar: Universite Lyon 2.",
        ),
        (
            {"field": "Derecho"}, {"field": "law"},
            "You both studied in the same field: law.", "Estudiaron en la misma área: derecho.",
        ),
        (
            {"education": "vocational"}, {"education": "vocational"},
            "You both chose vocational training.", "Eligieron la formación profesional.",
        ),
        (
            {"goal": [{"own": "I want to be a nurse"}]}, {"profession": "enfermera"},
            "Your mentor does the work you are aiming for: nurse.",
            "Tu mentor o mentora hace el trabajo al que quieres llegar: enfermero/a.",
        ),
        (
            {"goal": [{"own": "become a midwife"}]}, {"profession": "nurse"},
            "You are aiming for this work: midwife. Your mentor's is close to it: nurse.",
            "Quieres llegar a este trabajo: matrona. El de tu mentor o mentora se parece: enfermero/a.",
        ),
        (
            {"goal": [{"own": "become a dentist"}]}, {"profession": "nurse"},
            "Your mentor works in the field you are aiming for: health care.",
            "Tu mentor o mentora trabaja en el área a la que quieres llegar: salud.",
        ),
        (
            {"profession": "cook"}, {"profession": "cocinero"},
            "You do the same work: cook.", "Tienen el mismo trabajo: cocinero/a.",
        ),
        (
            {"profession": "cook"}, {"profession": "baker"},
            "Your work is close: cook and baker.", "Sus trabajos se parecen: cocinero/a y panadero/a.",
        ),
        (
            {"profession": "waiter"}, {"profession": "baker"},
            "You work in the same field: food and catering.", "Trabajan en la misma área: gastronomía.",
        ),
        (
            {"goal": ["study", "money"]}, {"offer": ["money", "study"]},
            "Your mentor can help with what you want: Money and housing · Study and exams.",
            "Tu mentor o mentora puede ayudarte con lo que quieres: Dinero y vivienda · Estudios y exámenes.",
        ),
        (
            {"goal": [{"own": "prepare for exams"}]}, {"offer": ["study"]},
            "You want this: exams. Your mentor can help with something close: Study and exams.",
            "Quieres esto: exámenes. Tu mentor o mentora puede ayudar con algo parecido: Estudios y exámenes.",
        ),
        (
            {"interests": ["reading"]}, {"interests": [{"own": "leer"}]},
            "You both enjoy this: Books.", "Les gusta lo mismo: Libros.",
        ),
        (
            {"interests": [{"own": "futbol"}]}, {"interests": [{"own": "football"}]},
            "You both enjoy this: football.", "Les gusta lo mismo: fútbol.",
        ),
        (
            {"interests": ["sport"]}, {"interests": [{"own": "tenis"}]},
            "You enjoy this: Sports. Your mentor enjoys something close: tennis.",
            "A ti te gusta: Deporte. A tu mentor o mentora le gusta algo parecido: tenis.",
        ),
        (
            {"languages": ["en", "ar", "es"]}, {"languages": ["en", "ar", "es"]},
            "You share a language: Arabic and Spanish.", "Comparten idioma: Árabe y Español.",
        ),
        (
            {"born_in": "Siria"}, {"born_in": "Syria"},
            "You come from the same country: Syria.", "Vienen del mismo país: Siria.",
        ),
    ],
)  # fmt: skip
def test_every_kind_of_point_in_both_languages(one, other, english, spanish):
    assert said(mentee(1, **one), mentor(2, **other)) == [english]
    assert said(mentee(1, **one), mentor(2, **other), language="es-MX") == [spanish]


def test_the_mentor_reads_the_same_points_from_their_side():
    one, other = mentee(1, goal=[{"own": "become a nurse"}, "study"]), mentor(2, profession="nurse", offer=["study"])
    assert said(one, other, side="mentor") == [
        "They are aiming for the work you do: nurse.",
        "You can help with what they want: Study and exams.",
    ]
    assert said(one, other, side="mentor", language="es") == [
        "Quiere llegar al trabajo que tú haces: enfermero/a.",
        "Puedes ayudar con lo que quiere: Estudios y exámenes.",
    ]
    near = said(mentee(1, interests=["sport"]), mentor(2, interests=[{"own": "tennis"}]), side="mentor")
    assert near == ["You enjoy this: tennis. They enjoy something close: Sports."]


# --- people both know ------------------------------------------------------------------------------------------

FRIEND = {"known": [{"id": "77", "name": "Amina Haddad"}]}


def test_people_both_know_are_named_only_where_both_agreed():
    agreed = {"may_name": True}
    one, other = mentee(1, record=agreed, **FRIEND), mentor(2, record=agreed, known=[{"id": "77", "name": "Mina"}])
    assert said(one, other) == ["You both know Amina Haddad."]
    for mine, theirs in ((agreed, {}), ({}, agreed), ({}, {}), (agreed, {"may_name": "yes"})):
        assert said(mentee(1, record=mine, **FRIEND), mentor(2, record=theirs, **FRIEND)) == []


def test_a_name_alone_is_weak_and_a_first_name_is_nothing():
    agreed = {"may_name": True}

    def weight(known):
        one, other = mentee(1, record=agreed, **FRIEND), mentor(2, record=agreed, known=[known])
        return sum(point.weight for point in common_ground(one, other, ALL))

    assert weight({"id": "77", "name": "Mina"}) > weight({"name": "amina haddád"}) > 0
    assert weight({"name": "Amina"}) == 0


# --- what is never told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("facet", sorted(set(SHOWABLE) - {"known_people"}))
def test_only_facets_that_may_be_shown_are(facet):
    everything = {
        "place": LYON, "school": "INSA", "education": "master", "field": "law", "profession": "nurse",
        "interests": ["music"], "languages": ["en", "fr"], "born_in": "Chile",
    }  # fmt: skip
    one, other = mentee(1, goal=["study"], **everything), mentor(2, offer=["study"], **everything)
    belongs = {
        "place": {"same_city"}, "education": {"same_field"}, "school": {"same_school"}, "profession": {"same_job"},
        "goals": {"goals"}, "interests": {"interests"}, "languages": {"languages"}, "origin": {"same_origin"},
    }  # fmt: skip
    assert {point.kind for point in common_ground(one, other, replace(ALL, show=frozenset({facet})))} == belongs[facet]
    rest = common_ground(one, other, replace(ALL, show=frozenset(SHOWABLE) - {facet}))
    assert not belongs[facet] & {point.kind for point in rest}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("interests", "prayer"),
        ("interests", "iglesia"),
        ("interests", "politics"),
        ("goal", "stay sober"),
        ("goal", "asylum"),
        ("goal", "depresión"),
        ("goal", "pay off debts"),
        ("profession", "imam"),
    ],
)
def test_what_tells_of_health_faith_status_or_conviction_is_never_a_point(kind, text):
    value = text if kind == "profession" else [{"own": text}]
    other = mentor(2, **{"offer" if kind == "goal" else kind: value})
    assert common_ground(mentee(1, **{kind: value}), other, ALL) == []


def test_own_words_that_are_no_word_of_ours_are_never_repeated_to_someone_else():
    same = [{"own": "my church of the seventh whatsit"}]
    assert common_ground(mentee(1, interests=same), mentor(2, interests=same), ALL) == []
    one, other = mentee(1, goal=[{"own": "qwrtz uiop"}, "study"]), mentor(2, offer=["study", {"own": "qwrtz uiop"}])
    assert said(one, other) == ["Your mentor can help with what you want: Study and exams."]


def test_options_a_program_marks_as_private_are_not_named():
    one, other = mentee(1, goal=["odd"]), mentor(2, offer=["odd"])
    assert said(one, other) == ["Your mentor can help with what you want: Qwertish."]
    assert said(one, other, terms=replace(ALL, private=frozenset({"odd"}))) == []


SECRETS = {
    "gender": "woman", "wish": {"gender": "same"}, "household": "Elm Street 3", "invited_by": 2,
    "checks": {"references": {"outcome": "passed", "expires": None}},
}  # fmt: skip


def test_nothing_of_the_record_and_nothing_protected_shows_in_the_points_nor_by_its_absence():
    plain_one, plain_other = mentee(1, place=LYON), mentor(2, place=LYON)
    secret_one = mentee(1, place=LYON, record=SECRETS, interests=[{"own": "prayer"}], goal=[{"own": "asylum"}])
    secret_other = mentor(2, place=LYON, record=SECRETS, interests=[{"own": "prayer"}], offer=[{"own": "asylum"}])
    assert common_ground(secret_one, secret_other, ALL) == common_ground(plain_one, plain_other, ALL)


def test_a_pair_with_nothing_in_common_gets_one_honest_sentence():
    one, other = mentee(1, place=LYON), mentor(2, place=MADRID)
    assert said(one, other) == []
    assert "nothing I could name" in SPEECH.say(NOTHING(), "en")


# --- kept and said ---------------------------------------------------------------------------------------------


def test_points_survive_being_kept_as_plain_data():
    for one, other in zip(*[iter(believable(3, 40, 0, ALL))] * 2, strict=True):
        guide = replace(other, membership=replace(other.membership, role="mentor"))
        points = common_ground(one, guide, ALL)
        assert ground_of(json.loads(json.dumps(as_json(points)))) == points
        assert {point.kind for point in points} <= KINDS


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@settings(deadline=None)
@given(json_values)
def test_whatever_was_kept_is_read_without_a_fault(value):
    assert all(isinstance(point, Point) for point in ground_of(value))


def test_what_people_wrote_cannot_turn_the_direction_of_the_sentence_around_it():
    hostile = {"school": "\u202eevil\u202c school"}
    (line,) = said(mentee(1, **hostile), mentor(2, **hostile))
    assert line == "You both studied here: evil school."
    (arabic,) = said(mentee(1, school="جامعة دمشق"), mentor(2, school="جامعة دمشق"))
    assert arabic == "You both studied here: \u2068جامعة دمشق\u2069."


def test_every_sentence_has_words_in_every_language():
    for language in SPEECH.languages:
        if language != "en":
            assert SPEECH.missing(PHRASES, language) == []
