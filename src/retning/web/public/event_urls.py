"""The addresses of meetings, below /moeder/."""

from django.urls import path

from retning.web.public.views import events, signing_up, tables

urlpatterns = [
    path("", events.events, name="events"),
    path("<uuid:key>/", events.event, name="event"),
    path("<uuid:key>/tilmeld/", signing_up.event_sign_up, name="event_sign_up"),
    path("<uuid:key>/kalender.ics", events.event_calendar, name="event_calendar"),
    path("<uuid:key>/referat/", events.event_minutes, name="event_minutes"),
    path("tilmelding/<str:secret>/", signing_up.sign_up_page, name="sign_up"),
    path("bord/<str:secret>/", tables.event_table, name="event_table"),
]
