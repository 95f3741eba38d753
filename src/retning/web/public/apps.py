from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "retning.web.public"
    label = "public"
