"""Addresses behind login, below /arbejde/."""

from django.urls import include, path

app_name = "staff"

urlpatterns = [
    path("", include("retning.web.staff.login.urls")),
]
