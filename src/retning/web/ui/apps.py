from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "retning.web.ui"
    label = "ui"
