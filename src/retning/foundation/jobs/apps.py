from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "retning.foundation.jobs"
    label = "jobs"
