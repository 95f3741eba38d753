from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "retning.web.api"
    label = "api"
