from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "retning.foundation.outbox"
    label = "outbox"
