from django.apps import AppConfig


class HearingConfig(AppConfig):
    name = "retning.apps.hearing"
    label = "hearing"
