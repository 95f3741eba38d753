from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "retning.foundation.reporting"
    label = "reporting"
