from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "retning.web.staff"
    label = "staff"
