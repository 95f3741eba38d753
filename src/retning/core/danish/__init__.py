"""Danish in text: folding, lists and questions, sentences, years and periods, municipality names.

Everything here is a pure function of its arguments; positions count characters of the text given.
"""

from retning.core.danish.folding import fold
from retning.core.danish.language import Language, LanguageCode, language_of
from retning.core.danish.lists import Marker, marker_of
from retning.core.danish.places import NamedPlace, municipality_in
from retning.core.danish.sentences import is_question, sentences
from retning.core.danish.times import Years, horizon_years, year_ranges, years_named

__all__ = [
    "Language",
    "LanguageCode",
    "Marker",
    "NamedPlace",
    "Years",
    "fold",
    "horizon_years",
    "is_question",
    "language_of",
    "marker_of",
    "municipality_in",
    "sentences",
    "year_ranges",
    "years_named",
]
