"""What people mean by the goals, interests and jobs they write: our own list, in several languages."""

from bot.matching.concepts.listed import KINDS, Concept, Listed, concepts
from bot.matching.concepts.meaning import Meanings, meaning, nearness

__all__ = ["KINDS", "Concept", "Listed", "Meanings", "concepts", "meaning", "nearness"]
