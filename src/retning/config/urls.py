"""The address book's first page; the doors keep their own.

Danish has no prefix, English stands under /en/: the address alone says the language.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("retning.web.api.urls")),
    *i18n_patterns(path("", include("retning.web.urls")), prefix_default_language=False),
]

handler400 = "retning.web.public.views.errors.bad_request"
handler403 = "retning.web.public.views.errors.forbidden"
handler404 = "retning.web.public.views.errors.not_found"
handler500 = "retning.web.public.views.errors.broken"
