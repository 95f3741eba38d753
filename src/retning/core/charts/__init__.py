"""Figures as pictures: SVG, the words for it, and the table with the same figures.

Pure Python and quick (each below a millisecond), so that pages may draw while they are served.
"""

from retning.core.charts.data import (
    Band,
    Better,
    DistributionData,
    Gap,
    Kind,
    Line,
    Look,
    MapData,
    Mark,
    MultiplesData,
    Outlook,
    Point,
    ReliabilityBin,
    ReliabilityData,
    SeriesData,
    Small,
    Spread,
    StripData,
    Zone,
)
from retning.core.charts.distribution import distribution
from retning.core.charts.drawing import Caption, Drawing, Pane, Twin
from retning.core.charts.maps import outline_map, tile_map, tile_names
from retning.core.charts.multiples import small_multiples, small_strip
from retning.core.charts.numbers import figure
from retning.core.charts.reliability import reliability
from retning.core.charts.series import series
from retning.core.charts.standalone import standalone
from retning.core.charts.strip import rank_strip

__all__ = [
    "Band",
    "Better",
    "Caption",
    "DistributionData",
    "Drawing",
    "Gap",
    "Kind",
    "Line",
    "Look",
    "MapData",
    "Mark",
    "MultiplesData",
    "Outlook",
    "Pane",
    "Point",
    "ReliabilityBin",
    "ReliabilityData",
    "SeriesData",
    "Small",
    "Spread",
    "StripData",
    "Twin",
    "Zone",
    "distribution",
    "figure",
    "outline_map",
    "rank_strip",
    "reliability",
    "series",
    "small_multiples",
    "small_strip",
    "standalone",
    "tile_map",
    "tile_names",
]
