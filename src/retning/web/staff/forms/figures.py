"""Forms for figures: a file and its columns, figures by hand, an indicator of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.indicators.queries.indicators import CatalogueLine
from retning.apps.indicators.sources.numbers import NoNumber, danish_number
from retning.apps.indicators.sources.sheets.guessing import Layout, SheetMapping
from retning.apps.indicators.sources.sheets.sheet import Sheet, Workbook
from retning.core.benchmark.figures import Figure
from retning.core.periods import NoPeriod, period_of
from retning.web.staff.enclosures import EnclosureField
from retning.web.staff.forms.choices import Choices, capitalised, wide
from retning.web.staff.numbers import GREATEST

ROWS = 5
NO_COLUMN = -1
_NO_INDICATOR = gettext_lazy("There is no such indicator here.")
_EMPTY_FILE = gettext_lazy("The file is empty.")
_NO_FILE = gettext_lazy("No file came along. Choose one, and try again.")


def indicator_choices(lines: Sequence[CatalogueLine]) -> Choices:
    """Indicators by name, those of one's own first."""
    language = (get_language() or "da")[:2]
    sorted_lines = sorted(lines, key=lambda line: not line.indicator.owner)
    choices = [
        (line.indicator.code, _named(line.indicator.name(language), line.indicator.unit(language)))
        for line in sorted_lines
    ]
    return [("", _("Choose an indicator")), *choices]


def _named(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


class FileForm(forms.Form):
    """The file is judged by what it holds, in the service; here only that there is one."""

    figures_file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "A table (CSV, Excel or OpenDocument, at most 5 MB), or an export from noegletal.dk "
            "(at most 20 MB)."
        ),
        error_messages={"required": _NO_FILE, "invalid": _NO_FILE, "empty": _EMPTY_FILE},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods"}),
    )
    indicator = forms.ChoiceField(
        label=gettext_lazy("What a table has figures of"),
        help_text=gettext_lazy("An export says it by itself."),
        error_messages={"invalid_choice": _NO_INDICATOR},
        required=False,
    )

    def __init__(self, *args: Any, lines: Sequence[CatalogueLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices(lines)  # type: ignore[attr-defined]


def letter(column: int) -> str:
    """A column's name as spreadsheets have it: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class ColumnField(forms.ChoiceField):
    """A column's number; -1 where none is chosen, or the field was not asked."""

    def clean(self, value: Any) -> int:
        said = super().clean(value)
        return int(said) if said else NO_COLUMN


class MappingForm(forms.Form):
    """What stands where in a table; `guessed` fills it, a person mends it. All of it is in the
    address, so that looking again is only looking."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Sheet"), coerce=int)
    layout = forms.ChoiceField(label=gettext_lazy("How the table is laid out"))
    header = forms.IntegerField(
        label=gettext_lazy("The line with the titles"),
        help_text=gettext_lazy("Figures stand below it. 0 where there is none."),
        min_value=0,
        max_value=GREATEST,
    )
    area = forms.TypedChoiceField(label=gettext_lazy("Column with the municipality"), coerce=int)
    period = ColumnField(label=gettext_lazy("Column with the period"), required=False)
    all_period = forms.CharField(
        label=gettext_lazy("Or the one period of all figures"),
        help_text=gettext_lazy("A year as 2025, a month as 2025M07."),
        required=False,
        max_length=9,
    )
    value = ColumnField(label=gettext_lazy("Column with the figures"), required=False)
    answers = ColumnField(label=gettext_lazy("Column with how many answered"), required=False)
    decimal = forms.ChoiceField(label=gettext_lazy("Sign before the decimals"))

    def __init__(
        self, *args: Any, workbook: Workbook, guessed: SheetMapping, area: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = _initial(guessed)
        super().__init__(*args, **kwargs)
        self._area, self._guessed = area, guessed
        self.shown = workbook.sheets[guessed.sheet]
        sheets = [
            (place, sheet.name or _("the table")) for place, sheet in enumerate(workbook.sheets)
        ]
        columns = _columns(self.shown, guessed.header)
        self._choose("sheet", sheets)
        self._choose(
            "layout",
            [
                (Layout.LONG.value, _("A line for each municipality and period")),
                (Layout.WIDE.value, _("A column for each period")),
            ],
        )
        self._choose("area", [(NO_COLUMN, _("None: all figures are ours")), *columns])
        for name in ("period", "value", "answers"):
            self._choose(name, [(NO_COLUMN, _("None")), *columns])
        self._choose("decimal", [(",", _("comma: 5,3")), (".", _("point: 5.3"))])
        periods = dict(guessed.periods)
        for column, title in columns if guessed.layout is Layout.WIDE else ():
            self.fields[f"period_{column}"] = forms.CharField(
                label=_("Period in column %(column)s") % {"column": title},
                required=False,
                max_length=9,
                initial=periods.get(column, ""),
            )

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def is_wide(self) -> bool:
        return self._guessed.layout is Layout.WIDE

    @property
    def period_fields(self) -> list[forms.BoundField]:
        """A field for each column, where each may hold a period."""
        return [self[name] for name in self.fields if name.startswith("period_")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in [*self.fields]:
            if name == "all_period" or name.startswith("period_"):
                self._check_period(name, said)
        if self.is_wide:
            if not self.errors and not self._periods(said):
                self.add_error("layout", _("Write the period of at least one column."))
            return said
        if not self.errors and said.get("value", NO_COLUMN) == NO_COLUMN:
            self.add_error("value", _("Choose the column with the figures."))
        if not self.errors and said["period"] == NO_COLUMN and not said["all_period"]:
            self.add_error("period", _("Choose the column with the period, or write the period."))
        return said

    def _check_period(self, name: str, said: dict[str, Any]) -> None:
        try:
            said[name] = period_of(said[name].strip()).code if said.get(name) else ""
        except NoPeriod:
            self.add_error(name, _("Write a year as 2025 or a month as 2025M07."))

    def _periods(self, said: dict[str, Any]) -> tuple[tuple[int, str], ...]:
        return tuple(
            (int(name.removeprefix("period_")), said[name])
            for name in self.fields
            if name.startswith("period_") and said.get(name)
        )

    @property
    def mapping(self) -> SheetMapping:
        """What was said, of a valid form."""
        said, wide_table = self.cleaned_data, self.is_wide
        return SheetMapping(
            sheet=said["sheet"],
            layout=Layout(said["layout"]),
            header=said["header"] - 1,
            area=said["area"],
            period=NO_COLUMN if wide_table or said["all_period"] else said["period"],
            value=NO_COLUMN if wide_table else said["value"],
            answers=NO_COLUMN if wide_table else said["answers"],
            periods=self._periods(said) if wide_table else (),
            all_period="" if wide_table else said["all_period"],
            all_area=self._area if said["area"] == NO_COLUMN else "",
            decimal=said["decimal"],
            unit=self._guessed.unit,
        )


def _initial(mapping: SheetMapping) -> dict[str, Any]:
    names = ("sheet", "area", "period", "value", "answers", "decimal", "all_period")
    said: dict[str, Any] = {name: getattr(mapping, name) for name in names}
    return said | {"layout": mapping.layout.value, "header": mapping.header + 1}


def _columns(sheet: Sheet, header: int) -> list[tuple[int, str]]:
    titles = [sheet.cell(header, column).text[:40] for column in range(sheet.width)]
    return [
        (column, f"{letter(column)}: {title}" if title else letter(column))
        for column, title in enumerate(titles)
    ]


class TakeForm(forms.Form):
    """That what was shown is what is to come in."""

    note = forms.CharField(
        label=gettext_lazy("Where the figures come from"),
        help_text=gettext_lazy("Everybody can read it. The file's name comes along by itself."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EnterForm(forms.Form):
    """Figures typed by hand, with what shows them."""

    indicator = forms.ChoiceField(
        label=gettext_lazy("What the figures are of"),
        error_messages={"invalid_choice": _NO_INDICATOR},
    )
    proof = forms.CharField(
        label=gettext_lazy("Where the figures come from"),
        help_text=gettext_lazy(
            "For example the annual report, with its date and page. Everybody can read it."
        ),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    enclosure = EnclosureField(
        seen_by=gettext_lazy(
            "The report, a list, a photo: at most 10 MB. It is not shown to the public: only those "
            "who may see releases of figures here can open it."
        )
    )

    def __init__(self, *args: Any, lines: Sequence[CatalogueLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices(lines)  # type: ignore[attr-defined]
        for number in range(1, ROWS + 1):
            self._add_row(number)
        self.order_fields(["indicator", *(name for name in self.fields if "_" in name)])

    def _add_row(self, number: int) -> None:
        first = number == 1
        self.fields |= {
            f"period_{number}": forms.CharField(
                label=_("Period %(number)s") % {"number": number},
                help_text=_("A year as 2025, a month as 2025M07.") if first else "",
                max_length=9,
                required=first,
            ),
            f"figure_{number}": forms.CharField(
                label=_("Figure %(number)s") % {"number": number},
                help_text=_("As in Danish: 1.234,5.") if first else "",
                max_length=30,
                required=first,
            ),
        }

    @property
    def row_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"period_{n}"], self[f"figure_{n}"]) for n in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.figures: dict[str, Figure] = {}
        self._fields: dict[str, str] = {}
        for number in range(1, ROWS + 1):
            period, figure = (
                said.get(f"{name}_{number}", "").strip() for name in ("period", "figure")
            )
            if not period and not figure:
                continue
            value = self._value(f"figure_{number}", figure)
            if not period:
                self.add_error(f"period_{number}", _("Which period is the figure of?"))
            elif period in self.figures:
                self.add_error(f"period_{number}", _("This period stands above already."))
            elif value is not None:
                self.figures[period] = Figure(value)
                self._fields[period[:20]] = f"period_{number}"
        return said

    def _value(self, name: str, text: str) -> Decimal | None:
        try:
            return danish_number(text)
        except NoNumber:
            self.add_error(name, _("Write a number as 5,3 or 1.234."))
            return None

    def field_of(self, period: str) -> str:
        """The field in which a period was written."""
        return self._fields.get(period, "period_1")


class IndicatorForm(forms.Form):
    """An indicator of the municipality's own."""

    name_da = forms.CharField(
        label=gettext_lazy("Name in Danish"),
        help_text=gettext_lazy("For example: New partnerships with local associations."),
        max_length=200,
        widget=wide(),
    )
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"), max_length=200, required=False, widget=wide()
    )
    unit_da = forms.CharField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("For example: %, partnerships, kr. per resident."),
        max_length=60,
        required=False,
    )
    polarity = forms.ChoiceField(
        label=gettext_lazy("Which way is better"), choices=capitalised(Polarity)
    )
    period_type = forms.ChoiceField(
        label=gettext_lazy("Counted every"), choices=capitalised(PeriodType)
    )
    source = forms.ChoiceField(
        label=gettext_lazy("How it is counted"),
        choices=[
            (SourceKind.COUNT.value, gettext_lazy("The municipality counts it")),
            (SourceKind.FILE.value, gettext_lazy("From a system, as a file")),
            (SourceKind.SURVEY.value, gettext_lazy("By surveys")),
        ],
    )
    definition_da = forms.CharField(
        label=gettext_lazy("What is counted, and what is not"),
        help_text=gettext_lazy("So exact that two people would count the same."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    """Why figures are accepted, rejected or taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed to reject figures, and to take them back."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
