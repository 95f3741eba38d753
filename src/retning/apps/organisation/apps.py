from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "retning.apps.organisation"
    label = "organisation"
