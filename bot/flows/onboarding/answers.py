"""What people write at a question of the onboarding instead of the words on its buttons, in English and Spanish."""

from __future__ import annotations

Answers = dict[str, tuple[str, ...]]


def _answers(**written: str) -> Answers:
    return {key: tuple(one.strip() for one in words.split(",")) for key, words in written.items()}


_EITHER = "mentor, a mentor, mentora, un mentor, una mentora, mentoring, mentoría, "
"""What may mean both, having one and being one, so that it is asked again."""

ROLE = _answers(
    mentee=f"{_EITHER} find a mentor, a mentor for me, i need help, need help, somebody to help me, "
    "someone to help me, someone help me find work, find a job, find work, i want a better job, necesito ayuda, "
    "que alguien me ayude, alguien que me ayude, encontrar trabajo",
    mentor=f"{_EITHER} be a mentor, help others, i want to help, to help, volunteer, ayudar, quiero ayudar, "
    "ayudar a otros, voluntario, voluntaria, ser mentor, ser mentora",
    both="ambos, ambas, las dos cosas, los dos",
)
EDUCATION = _answers(
    school="high school, primary school, secondary school, still in school, ged, a levels, primaria, colegio, "
    "instituto, secundaria, preparatoria, prepa, bachillerato, bachiller, liceo",
    vocational="apprenticeship, trade school, technical school, carrera técnica, técnico, técnica, fp, terciario, "
    "tecnicatura, curso técnico",
    bachelor="university, college, bachelor, ba, bsc, associate degree, universidad, licenciatura, ingeniería, grado, "
    "carrera universitaria",
    master="master, a master's degree, msc, mba, phd, doctorate, maestría, posgrado, doctorado",
    other="self taught, none, nothing, none of these, ninguno, ninguna, nada, autodidacta",
)
WISH = _answers(
    any="either, anyone, both, whoever, don't care, doesn't matter, don't mind, i don't mind, cualquiera, me da igual, "
    "no importa, me da lo mismo, sin preferencia, ambos, ninguna preferencia",
    woman="female, girl, lady, femenina, chica, señora",
    man="male, guy, masculino, varón, chico, señor",
)
