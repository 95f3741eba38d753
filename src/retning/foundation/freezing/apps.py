from django.apps import AppConfig


class FreezingConfig(AppConfig):
    name = "retning.foundation.freezing"
    label = "freezing"
