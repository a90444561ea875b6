"""The shapes of answers: how each kind of question is asked, read and shown."""

from bot.flows.shapes import birth, choice, several, texts, whole
from bot.flows.shapes.birth import BirthMonth
from bot.flows.shapes.choice import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.shapes.several import Several
from bot.flows.shapes.texts import FreeText, Name
from bot.flows.shapes.whole import WholeNumber

PHRASES = (*birth.PHRASES, *choice.PHRASES, *several.PHRASES, *texts.PHRASES, *whole.PHRASES)

__all__ = ["PHRASES", "BirthMonth", "Choice", "FreeText", "Labelled", "Name", "Several", "WholeNumber"]
