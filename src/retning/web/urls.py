"""Which door an address leads to. Everything here also stands under /en/ (`config.urls`)."""

from django.urls import include, path

urlpatterns = [
    path("arbejde/", include("retning.web.staff.urls")),
    path("", include("retning.web.ui.urls")),
    path("", include("retning.web.public.urls")),
]
