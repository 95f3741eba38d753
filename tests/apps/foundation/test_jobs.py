"""Jobs in one process: what is queued, claimed, fenced, cancelled, tried again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from retning.foundation.clock import stopped_at
from retning.foundation.jobs import lifecycle
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.progress import Cancelled, HandedBack, LeaseLost, Progress
from retning.foundation.jobs.queries import find, find_by_key
from retning.foundation.jobs.services import cancel, enqueue, repeat
from retning.foundation.jobs.tasks import forget_finished
from retning.foundation.jobs.worker import attempt, run_waiting
from tests.helpers import working

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def disobedient() -> Iterator[None]:
    yield
    working.obedience.clear()


def queued(task=working.obey, *, key="a", tenant="187", now=NOW, **arguments) -> Job:
    return enqueue(task, tenant=tenant, key=key, by="user:1", now=now, arguments=arguments)


def state(job: Job) -> JobState:
    view = find(job.pk, tenant=job.tenant)
    assert view is not None
    return view.state


def claimed(worker: str = "w1", now: datetime = NOW) -> tuple[Job, Progress]:
    job = lifecycle.claim(worker=worker, now=now)
    assert job is not None
    return job, Progress(job=job)


def run_at(moment: datetime) -> int:
    with stopped_at(moment):
        return run_waiting()


def nobody(worker: str) -> bool:
    return False


def everybody(worker: str) -> bool:
    return True


def test_the_same_key_is_the_same_job_within_a_tenant() -> None:
    first, second = queued(key="reading:1"), queued(key="reading:1")
    other = queued(key="reading:1", tenant="101")
    assert first.pk == second.pk
    assert other.pk != first.pk
    assert DBTaskResult.objects.count() == 2


def test_a_job_is_there_exactly_if_the_deed_was_committed() -> None:
    def undone() -> None:
        queued(key="undone")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        undone()
    assert find_by_key("undone", tenant="187") is None
    with transaction.atomic():
        queued(key="kept")
    assert find_by_key("kept", tenant="187") is not None


def test_a_job_runs_with_its_arguments_and_is_then_done() -> None:
    told: list[object] = []
    working.obedience.append(lambda _, **arguments: told.append(arguments))
    job = queued(reading_id=7)
    assert state(job) is JobState.WAITING
    assert run_at(NOW) == 1
    assert told == [{"reading_id": 7}]
    assert state(job) is JobState.DONE
    assert run_at(NOW + MINUTE) == 0


def test_a_job_for_later_waits_until_then() -> None:
    enqueue(working.obey, tenant="187", key="b", by="user:1", now=NOW, run_after=NOW + 2 * MINUTE)
    assert run_at(NOW + MINUTE) == 0
    assert run_at(NOW + 2 * MINUTE) == 1


def test_what_is_urgent_goes_first_then_what_waited_longest() -> None:
    queued(key="second", now=NOW - MINUTE)
    queued(key="first", now=NOW - 2 * MINUTE)
    queued(working.urgent, key="urgent")
    taken = [claimed()[0].key for _ in range(3)]
    assert taken == ["urgent", "first", "second"]


def test_another_tenant_sees_no_job() -> None:
    job = queued()
    assert find(job.pk, tenant="101") is None
    assert find(uuid4(), tenant="187") is None
    assert find_by_key("a", tenant="101") is None


def test_a_claimed_job_is_not_claimed_again_while_its_lease_holds() -> None:
    queued()
    claimed("w1")
    assert lifecycle.claim(worker="w2", now=NOW) is None
    assert lifecycle.reclaim(now=NOW + timedelta(seconds=29), is_dead=nobody) == 0
    assert lifecycle.claim(worker="w2", now=NOW + timedelta(seconds=29)) is None


def test_a_job_is_taken_back_when_its_lease_runs_out() -> None:
    job = queued()
    claimed("w1")
    later = NOW + timedelta(seconds=31)
    assert lifecycle.reclaim(now=later, is_dead=nobody) == 1
    assert state(job) is JobState.WAITING
    again, _ = claimed("w2", now=later)
    assert (again.pk, again.attempt, again.losses) == (job.pk, 2, 1)


def test_a_heartbeat_renews_the_lease_and_writes_progress() -> None:
    job = queued()
    _, progress = claimed()
    progress.report(3, 10)
    progress.beat(now=NOW + timedelta(seconds=20))
    assert lifecycle.reclaim(now=NOW + timedelta(seconds=40), is_dead=nobody) == 0
    view = find(job.pk, tenant="187")
    assert view is not None
    assert (view.state, view.done, view.of) == (JobState.RUNNING, 3, 10)


def test_a_dead_workers_job_is_taken_back_at_once() -> None:
    queued()
    claimed("w1")
    assert lifecycle.reclaim(now=NOW, is_dead=lambda worker: worker == "w2") == 0
    assert lifecycle.reclaim(now=NOW, is_dead=lambda worker: worker == "w1") == 1
    assert lifecycle.claim(worker="w2", now=NOW) is not None


def test_a_worker_that_lost_its_lease_commits_nothing() -> None:
    job = queued()
    _, old = claimed("w1")
    lifecycle.reclaim(now=NOW, is_dead=everybody)
    _, new = claimed("w2")
    with pytest.raises(LeaseLost), old.finishing():
        working.leave_mark("zombie")
    assert not working.has_mark("zombie")
    old.beat(now=NOW)
    with pytest.raises(LeaseLost):
        old.report(1, 1)
    assert not lifecycle.hand_back(old, now=NOW)
    assert not lifecycle.fail(old, error=ValueError(), code="x", for_good=True, now=NOW)
    assert state(job) is JobState.RUNNING
    with stopped_at(NOW), new.finishing():
        working.leave_mark("rightful")
    assert working.has_mark("rightful")
    assert state(job) is JobState.DONE


def test_the_same_worker_taking_a_job_again_does_not_revive_its_old_attempt() -> None:
    queued()
    _, old = claimed("w1")
    lifecycle.reclaim(now=NOW, is_dead=everybody)
    claimed("w1")
    with pytest.raises(LeaseLost), old.finishing():
        pass


def test_effect_and_completion_are_committed_together_or_not_at_all() -> None:
    job = queued()
    _, progress = claimed()

    def half() -> None:
        working.leave_mark("half")
        raise RuntimeError

    with pytest.raises(RuntimeError), progress.finishing():
        half()
    assert not working.has_mark("half")
    assert state(job) is JobState.RUNNING
    queued(working.mark_once, key="m", mark="whole")
    assert run_at(NOW) == 1
    assert working.has_mark("whole")


def test_an_error_is_tried_again_later_and_then_fails_for_good() -> None:
    job = queued(working.always_raise)
    assert run_at(NOW) == 1
    assert state(job) is JobState.WAITING
    assert run_at(NOW + timedelta(seconds=4)) == 0
    assert run_at(NOW + timedelta(seconds=5)) == 1
    view = find(job.pk, tenant="187")
    assert view is not None
    assert (view.state, view.problem) == (JobState.FAILED, "unexpected")
    assert "ValueError: as ever" in DBTaskResult.objects.get(pk=job.pk).traceback


def test_giving_up_fails_at_once_with_its_code() -> None:
    job = queued(working.give_up)
    run_at(NOW)
    view = find(job.pk, tenant="187")
    assert view is not None
    assert (view.state, view.problem) == (JobState.FAILED, "no_such_document")


def test_a_job_that_kills_every_worker_fails_after_ten() -> None:
    job = queued()
    moment = NOW
    for _ in range(10):
        moment += timedelta(hours=2)
        assert state(job) is JobState.WAITING
        claimed(now=moment)
        lifecycle.reclaim(now=moment, is_dead=everybody)
    view = find(job.pk, tenant="187")
    assert view is not None
    assert (view.state, view.problem) == (JobState.FAILED, "lost")


def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = queued()
    assert cancel(job, now=NOW) is JobState.CANCELLED
    assert state(job) is JobState.CANCELLED
    assert run_at(NOW) == 0


def test_a_running_job_stops_at_its_next_report_when_cancelled() -> None:
    job = queued()

    def go_on(progress: Progress) -> None:
        progress.report(1, 2)
        assert cancel(job, now=NOW) is JobState.RUNNING
        view = find(job.pk, tenant="187")
        assert view is not None
        assert view.cancelling
        progress.beat(now=NOW)
        progress.report(2, 2)
        working.leave_mark("too late")

    working.obedience.append(go_on)
    run_at(NOW)
    assert state(job) is JobState.CANCELLED
    assert not working.has_mark("too late")


def test_a_cancelled_job_commits_no_effect_even_without_a_report() -> None:
    queued()
    job, progress = claimed()
    cancel(job, now=NOW)
    with pytest.raises(Cancelled), progress.finishing():
        working.leave_mark("late")


def test_a_cancelled_job_whose_worker_dies_is_cancelled_not_repeated() -> None:
    job = queued()
    claimed()
    cancel(job, now=NOW)
    lifecycle.reclaim(now=NOW, is_dead=everybody)
    assert state(job) is JobState.CANCELLED


def test_a_finished_job_cannot_be_cancelled() -> None:
    job = queued()
    run_at(NOW)
    assert cancel(job, now=NOW) is JobState.DONE


@pytest.mark.parametrize("task", [working.give_up, working.obey])
def test_a_failed_or_cancelled_job_may_be_repeated(task) -> None:
    job = queued(task)
    if task is working.obey:
        cancel(job, now=NOW)
    else:
        run_at(NOW)
    assert repeat(job, now=NOW) is JobState.WAITING
    view = find(job.pk, tenant="187")
    assert view is not None
    assert (view.problem, view.cancelling, view.finished_at) == ("", False, None)
    assert run_at(NOW) == 1


def test_a_done_job_is_not_repeated() -> None:
    job = queued()
    run_at(NOW)
    assert repeat(job, now=NOW) is JobState.DONE


def test_a_stopping_worker_hands_its_job_back_uncounted() -> None:
    job = queued()

    def long_work(progress: Progress) -> None:
        progress.hand_back()
        progress.report(1, 9)

    working.obedience.append(long_work)
    taken, progress = claimed()
    with stopped_at(NOW):
        attempt(taken, progress)
    job.refresh_from_db()
    assert state(job) is JobState.WAITING
    assert (job.errors, job.losses) == (0, 0)


def test_handlers_cannot_swallow_a_stop() -> None:
    assert not issubclass(Cancelled, Exception)
    assert not issubclass(HandedBack, Exception)
    assert not issubclass(LeaseLost, Exception)


def test_a_job_may_put_itself_off_together_with_its_effect() -> None:
    job = queued()

    def later(progress: Progress) -> None:
        with progress.again(at=NOW + MINUTE):
            working.leave_mark(f"attempt {progress.attempt}")

    working.obedience.append(later)
    assert run_at(NOW) == 1
    assert state(job) is JobState.WAITING
    working.obedience.clear()
    assert run_at(NOW + MINUTE) == 1
    assert working.has_mark("attempt 1")
    assert state(job) is JobState.DONE


def test_an_idle_look_for_work_writes_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert lifecycle.claim(worker="w1", now=NOW) is None
    with django_assert_num_queries(2):
        assert lifecycle.reclaim(now=NOW, is_dead=nobody) == 0


def test_finished_jobs_are_forgotten_after_thirty_days() -> None:
    old, recent, waiting = queued(key="old"), queued(key="recent"), queued(key="waiting")
    for job, ended in ((old, 31), (recent, 29)):
        DBTaskResult.objects.filter(pk=job.pk).update(
            status="SUCCESSFUL", finished_at=NOW - timedelta(days=ended)
        )
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=NOW + timedelta(days=9))
    queued(forget_finished, key="forget", tenant="")
    run_at(NOW)
    assert set(Job.objects.values_list("key", flat=True)) == {"recent", "waiting", "forget"}


def test_the_database_holds_one_job_a_key() -> None:
    assert connection.introspection.get_constraints(connection.cursor(), Job._meta.db_table)[
        "one_job_a_tenant_and_key"
    ]["unique"]
