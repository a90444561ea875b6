"""The languages in which names of countries, months and languages are known, as locales, when tables are built."""

from __future__ import annotations

# The languages people bring come first: where two languages disagree about a word, theirs is the common reading.
FIRST = "en es fr pt de ar fa uk ru tr sw so it nl pl ps hi ur"
OTHERS = (
    "ar_SY ar_MA ar_DZ ar_TN ar_IQ fa_AF am om ku ckb my bn ne ta te ml kn gu pa si mr id ms fil vi th zh ja ko he el "
    "bg sr sr_Latn hr bs sl mk sq hu cs sk ro et lv lt fi sv nb da is ka hy az uz kk ky tg tk mn be ca eu gl cy ga mt "
    "af zu xh rw rn lg ln yo ig ha wo mg sn sd ti en_AU es_PE pt_PT de_AT fr_CA"
)
