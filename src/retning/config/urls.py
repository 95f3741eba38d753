"""The address book's first page; the doors keep their own."""

from django.urls import include, path

urlpatterns = [path("", include("retning.web.urls"))]
