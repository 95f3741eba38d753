"""What is measured, the figures that came, and the surveys that give some of them."""

from retning.apps.indicators.models.indicators import FigureSettings, Indicator, IndicatorUse
from retning.apps.indicators.models.outlooks import Outlook, OutlookRule
from retning.apps.indicators.models.releases import Feed, Observation, Panel, Release
from retning.apps.indicators.models.surveys import Survey, SurveyAnswer

__all__ = [
    "Feed",
    "FigureSettings",
    "Indicator",
    "IndicatorUse",
    "Observation",
    "Outlook",
    "OutlookRule",
    "Panel",
    "Release",
    "Survey",
    "SurveyAnswer",
]
