"""Addresses of the JSON twins, below /api/v1/ and outside the languages' prefixes."""

from django.urls import path

from retning.web.api.asking import question
from retning.web.api.operations import OPERATIONS
from retning.web.api.views import describing, reading

app_name = "api"

urlpatterns = [
    *(
        path(each.route, question(each.parameters)(each.view), name=each.name)
        for each in OPERATIONS
    ),
    path("openapi.json", question(())(describing.openapi), name="openapi"),
    path("<path:path>", question(())(reading.nothing_here), name="nothing_here"),
]
