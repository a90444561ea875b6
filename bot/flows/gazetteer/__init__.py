"""The cities of the world with 15,000 people and more, offline, in every script they are written in.

Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0; names of countries come from
Unicode's CLDR. See README.md beside the data.
"""

from bot.flows.gazetteer.places import Places, open_gazetteer

__all__ = ["Places", "open_gazetteer"]
