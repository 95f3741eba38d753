from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "retning.foundation.audit"
    label = "audit"
