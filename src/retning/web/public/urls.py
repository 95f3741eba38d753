"""The addresses of the public pages. Keys are stable from edition to edition."""

from django.urls import path

from retning.web.public.views import editions, goals, pages, strategies

app_name = "public"

urlpatterns = [
    path("", strategies.front, name="front"),
    path("strategi/<slug:slug>/", strategies.strategy, name="strategy"),
    path("strategi/<slug:slug>/hele/", strategies.whole, name="whole"),
    path("strategi/<slug:slug>/omraade/<uuid:key>/", strategies.area, name="area"),
    path("strategi/<slug:slug>/udgaver/", editions.editions, name="editions"),
    path("strategi/<slug:slug>/udgaver/<int:number>/", editions.edition, name="edition"),
    path("strategi/<slug:slug>/udgaver/<int:number>/aendringer/", editions.changes, name="changes"),
    path("maal/<uuid:key>/", goals.goal, name="goal"),
    path("tema/<uuid:key>/", goals.theme, name="theme"),
    path("kontakt/", pages.contact, name="contact"),
    path("was", pages.accessibility, name="accessibility"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
