"""The addresses of the public pages."""

from django.urls import path

from retning.web.public.views import pages

app_name = "public"

urlpatterns = [
    path("", pages.front, name="front"),
    path("kontakt/", pages.contact, name="contact"),
    path("was", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
