"""Why a deed with an account is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """The label is the sentence to the one who tried."""

    EMAIL_NOT_VALID = (
        "email_not_valid",
        _("This is not an e-mail address. Write it as in name@example.dk."),
    )
    EMAIL_TAKEN = "email_taken", _("There is already a user with this e-mail address.")
    NAME_MISSING = "name_missing", _("Write the user's name.")
    PASSWORD_TOO_WEAK = (
        "password_too_weak",
        _("The password is too easy to guess. Choose a longer one, for example four words."),
    )
