"""What is done by itself for those who work in a hearing: a sender is told of a harmful file."""

from __future__ import annotations

from datetime import timedelta

from retning.apps.hearing.queries.queue import untold_of_harm
from retning.apps.hearing.services.telling import tell_of_harm
from retning.foundation import clock
from retning.foundation.jobs.services import Progress, job, recurring
from retning.web.staff.hearing_letters import decided_by_itself


@recurring(every=timedelta(minutes=10))
@job()
def tell_of_harmful_files(progress: Progress) -> None:
    """Write to senders whose file was found harmful when nothing of theirs waited for a person.
    Broken off and done again, nobody gets a second mail."""
    now = clock.now()
    waiting = list(untold_of_harm().order_by("pk").values_list("pk", flat=True))
    for done, response in enumerate(waiting):
        progress.report(done, len(waiting))
        tell_of_harm(response_id=response, write=decided_by_itself, now=now)
