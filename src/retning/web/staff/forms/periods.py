"""The period of a strategy, in every form that asks for one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form

from retning.apps.strategy import validators


class PeriodForm(Form):
    """A form with `title`, `period_from` and `period_to`: the years run forward."""

    def clean_title(self) -> str:
        return validators.wording(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "period_from" in cleaned and "period_to" in cleaned:
            try:
                validators.period(cleaned["period_from"], cleaned["period_to"])
            except ValidationError as error:
                self.add_error("period_to", error)
        return cleaned
