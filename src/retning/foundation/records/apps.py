from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "retning.foundation.records"
    label = "records"
