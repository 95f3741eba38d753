from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "retning.apps.strategy"
    label = "strategy"
