"""The demonstration's logins: one a role. Needs no Django, so that they are printed at once."""

# Printed at start for everyone who tries the demonstration, which listens on loopback only.
PASSWORD = "prøv-retning-i-dag"  # noqa: S105

# Role → the first part of the address, and the name; the people are invented.
LOGINS: dict[str, tuple[str, str]] = {
    "administrator": ("administrator", "Asta Administrator"),
    "consultant": ("konsulent", "Karl Konsulent"),
    "executive_board": ("direktion", "Ditte Direktør"),
    "centre_chief": ("centerchef", "Carl Centerchef"),
    "workplace_leader": ("leder", "Lone Leder"),
    "employee": ("medarbejder", "Mads Medarbejder"),
    "politician": ("politiker", "Petra Politiker"),
    "analyst": ("analytiker", "Anton Analytiker"),
    "moderator": ("moderator", "Mona Moderator"),
    "handler": ("sagsbehandler", "Søren Sagsbehandler"),
    "council_secretary": ("sekretariat", "Sanne Sekretær"),
}


def email_of(role: str) -> str:
    """The address that the demonstration's user with this role logs in with."""
    return f"{LOGINS[role][0]}@example.org"
