from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "retning.foundation.attachments"
    label = "attachments"
