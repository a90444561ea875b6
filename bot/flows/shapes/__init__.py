"""The shapes of answers: how each kind of question is asked, read and shown."""

from bot.flows.shapes import (
    birth,
    choice,
    date,
    people,
    place,
    ready,
    scale,
    several,
    spoken,
    texts,
    times,
    whole,
    work,
    zone,
)
from bot.flows.shapes.birth import BirthMonth
from bot.flows.shapes.choice import Choice
from bot.flows.shapes.date import Date
from bot.flows.shapes.labels import Labelled
from bot.flows.shapes.people import People
from bot.flows.shapes.place import Place
from bot.flows.shapes.ready import OwnWords
from bot.flows.shapes.scale import Scale
from bot.flows.shapes.several import Several
from bot.flows.shapes.spoken import Language, Languages
from bot.flows.shapes.texts import FreeText, Name
from bot.flows.shapes.times import Times
from bot.flows.shapes.whole import WholeNumber
from bot.flows.shapes.work import Work
from bot.flows.shapes.zone import TimeZone

PHRASES = (
    *birth.PHRASES,
    *choice.PHRASES,
    *date.PHRASES,
    *people.PHRASES,
    *place.PHRASES,
    *ready.PHRASES,
    *scale.PHRASES,
    *several.PHRASES,
    *spoken.PHRASES,
    *texts.PHRASES,
    *times.PHRASES,
    *whole.PHRASES,
    *work.PHRASES,
    *zone.PHRASES,
)

__all__ = [
    "PHRASES",
    "BirthMonth",
    "Choice",
    "Date",
    "FreeText",
    "Labelled",
    "Language",
    "Languages",
    "Name",
    "OwnWords",
    "People",
    "Place",
    "Scale",
    "Several",
    "TimeZone",
    "Times",
    "WholeNumber",
    "Work",
]
