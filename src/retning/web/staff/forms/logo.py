"""The form for a municipality's logo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Appearance
from retning.apps.organisation.services.logo import LONGEST_TEXT


class LogoForm(forms.Form):
    """The picture is judged by what it holds, in the service; here only that there is one."""

    logo = forms.FileField(
        label=_("The picture"),
        help_text=_(
            "PNG or WebP, at most 30 kB and 2000 pixels wide. It is shown 40 pixels high on "
            "white. SVG is not accepted, because it can carry programs."
        ),
        allow_empty_file=True,
        error_messages={
            "required": Refusal.LOGO_MISSING.label,
            "invalid": Refusal.LOGO_MISSING.label,
        },
        widget=forms.FileInput(attrs={"accept": ".png,.webp,image/png,image/webp"}),
    )
    logo_text = forms.CharField(
        label=_("What the logo shows"),
        help_text=_("Read aloud to those who cannot see it, for example: An oak over two waves"),
        max_length=LONGEST_TEXT,
        error_messages={"required": Refusal.LOGO_TEXT_MISSING.label},
    )

    def __init__(self, *args: Any, appearance: Appearance, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"logo_text": appearance.logo_text})
        super().__init__(*args, **kwargs)
        # Where there is a logo, its text may be changed alone.
        self.fields["logo"].required = not appearance.logo_key

    def refuse(self, refusal: Refusal, *, fields: tuple[str, ...]) -> None:
        """Say a refusal at the field it is about, in the place of what stood there."""
        name = next((name for name in fields if name in self.fields), None)
        self.errors.pop(name or "__all__", None)
        self.add_error(name, str(refusal.label))

    def came_too_large(self) -> None:
        """Nothing after the picture has been read of the request: that alone is said."""
        self.errors.clear()
        self.refuse(Refusal.LOGO_TOO_LARGE, fields=("logo",))
