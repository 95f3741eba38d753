"""Personal fields of the libraries we build on, by model label."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from retning.foundation.records.classes import Afterwards, Retention

_LOGIN = Retention(
    purpose=_("to stop those who try to guess a password"),
    keep=timedelta(days=30),
    then=Afterwards.ERASE,
    basis=_("GDPR article 6(1)(e) and article 32: security of processing"),
    since="attempt_time",
)
_SESSION = Retention(
    purpose=_("to stay logged in"),
    keep=timedelta(0),
    then=Afterwards.ERASE,
    basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
    since="expire_date",
)
_LOGIN_FIELDS = ("username", "ip_address", "user_agent")

FOREIGN: Mapping[str, Mapping[str, Retention]] = {
    "axes.AccessAttempt": dict.fromkeys((*_LOGIN_FIELDS, "get_data", "post_data"), _LOGIN),
    "axes.AccessFailureLog": dict.fromkeys(_LOGIN_FIELDS, _LOGIN),
    "axes.AccessLog": dict.fromkeys((*_LOGIN_FIELDS, "session_hash"), _LOGIN),
    "sessions.Session": {"session_data": _SESSION},
}
