from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "retning.apps.indicators"
    label = "indicators"
