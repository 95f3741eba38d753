from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "retning.foundation.search"
    label = "search"
