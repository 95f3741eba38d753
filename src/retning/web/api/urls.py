"""Addresses of the JSON twins, below /api/v1/ and outside the languages' prefixes."""

from django.urls import URLPattern, URLResolver

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = []
