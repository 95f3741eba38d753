from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "retning.foundation.retention"
    label = "retention"
