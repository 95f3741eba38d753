"""What belongs to the look, not to a door."""

from django.urls import path

from retning.web.ui import views

app_name = "ui"

urlpatterns = [
    path("udseende.css", views.appearance, name="appearance"),
    path("logo/<slug:checksum>", views.logo, name="logo"),
    path("komponenter/", views.components, name="components"),
    path("komponenter/billeder/", views.pictures, name="pictures"),
]
