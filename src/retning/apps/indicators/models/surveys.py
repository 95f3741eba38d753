"""Surveys: questions that give an indicator its figures."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.models.indicators import Indicator
from retning.apps.indicators.models.releases import Release
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.records.classes import Retention, Trace, classed
from retning.foundation.records.models import Versioned


class Survey(OwnedByMunicipality, Versioned):
    """A short questionnaire: whom it asks, how, and how many answered. One of its questions
    (`counts`, its place from 0) gives the indicator's figure: the share of answers among
    `counted` choices. `SurveyMode.OPEN` is self-selected: never representative.

    `questions`: [{"da": …, "en": …, "choices": [{"da": …, "en": …}, …]}].
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "indicator",
            "title_da",
            "title_en",
            "questions",
            "counts",
            "counted",
            "population",
            "population_size",
            "sample",
            "mode",
            "opens_on",
            "closes_on",
            "release",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="surveys")
    title_da = models.CharField(_("title in Danish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    questions = models.JSONField(_("questions"), default=list)
    counts = models.PositiveSmallIntegerField(_("the question that counts"), default=0)
    counted = models.JSONField(_("the choices that count"), default=list)
    population = models.CharField(_("who is asked about"), max_length=200)
    population_size = models.PositiveIntegerField(_("how many they are"), null=True, blank=True)
    sample = models.PositiveIntegerField(_("how many are asked"), null=True, blank=True)
    mode = models.CharField(_("how they are asked"), max_length=12, choices=SurveyMode.choices)
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("to"))
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Survey]] = models.Manager()

    class Meta:
        ordering = ["-opens_on", "pk"]

    def __str__(self) -> str:
        return self.title_da


class SurveyAnswer(OwnedByMunicipality):
    """One set of answers: which choice for each question, and nothing about who answered. The
    day alone is kept, not the moment."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("survey", "day"), never=("choices",))
    personal: ClassVar[Mapping[str, Retention]] = {}

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    choices = models.JSONField()
    day = models.DateField()

    objects: ClassVar[models.Manager[SurveyAnswer]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.survey_id} {self.day}"
