from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "retning.apps.accounts"
    label = "accounts"
