"""Which municipality, which language, whose standing; and the doors that ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils.translation import gettext

from retning.apps.accounts.services import deactivate
from retning.apps.organisation.models import Unit
from retning.apps.organisation.rules import ADMINISTER, MANAGE_ORGANISATION
from retning.foundation import clock
from retning.web.request.access import owned_or_404, requires
from retning.web.request.site import SiteRequest, StaffRequest
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries

# --- A small site of our own -----------------------------------------------------------


def public(request: SiteRequest) -> HttpResponse:
    return HttpResponse(f"{request.municipality.name} {request.today} {gettext('Danish')}")


@requires()
def entered(request: StaffRequest) -> HttpResponse:
    return HttpResponse(" ".join(sorted(request.standing.roles)))


@requires(ADMINISTER)
def administration(request: StaffRequest) -> HttpResponse:
    return HttpResponse(request.user.name)


@requires(MANAGE_ORGANISATION)
def unit(request: StaffRequest, key: int) -> HttpResponse:
    return HttpResponse(owned_or_404(Unit.objects.all(), request, pk=key).name)


def login(request: SiteRequest) -> HttpResponse:
    return HttpResponse("login")


def forbidden(request: SiteRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(str(exception), status=403)


def not_found(request: SiteRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("not found", status=404)


handler403, handler404 = forbidden, not_found
staff = [
    path("", entered, name="home"),
    path("log-ind/", login, name="login"),
    path("administration/", administration, name="administration"),
    path("enhed/<int:key>/", unit, name="unit"),
]
urlpatterns = i18n_patterns(
    path("", public, name="public"),
    path("arbejde/", include((staff, "staff"))),
    prefix_default_language=False,
)


@pytest.fixture(autouse=True)
def small_site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def said(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


# --- Where a request came in -----------------------------------------------------------


def test_each_host_is_its_municipalitys(cast: Cast, client_of: Callable[..., Client]) -> None:
    assert said(client_of().get("/")).startswith("Vallensbæk 2026-03-02")
    assert said(client_of(at=cast.neighbour).get("/")).startswith("Ishøj 2026-03-02")


def test_an_unknown_host_of_a_site_with_several_is_not_found(cast: Cast) -> None:
    response = Client(SERVER_NAME="elsewhere.localhost").get("/")
    assert response.status_code == 404


def test_an_unknown_host_gets_the_installations_municipality(cast: Cast) -> None:
    with override_settings(MUNICIPALITY="183"):
        assert said(Client(SERVER_NAME="elsewhere.localhost").get("/")).startswith("Ishøj")
        assert said(Client(SERVER_NAME="vallensbaek.localhost").get("/")).startswith("Vallens")


@pytest.mark.django_db
def test_the_only_municipality_in_use_is_everywhere() -> None:
    make.municipality_of("187")
    assert said(Client(SERVER_NAME="elsewhere.localhost").get("/")).startswith("Vallensbæk")


def test_a_port_does_not_matter(cast: Cast) -> None:
    response = Client().get("/", headers={"host": "ishoej.localhost:8000"})
    assert said(response).startswith("Ishøj")


def test_today_is_denmarks_today(cast: Cast) -> None:
    with clock.stopped_at(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert str(date(2026, 7, 1)) in said(Client(SERVER_NAME="ishoej.localhost").get("/"))


def test_a_public_page_costs_one_query_and_leaves_no_trace(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    client = client_of()
    with assert_queries(1):
        response = client.get("/")
    assert not response.cookies
    assert "Vary" not in response.headers


# --- Language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language"), [("/", "da"), ("/en/", "en"), ("/en/arbejde/log-ind/", "en")]
)
def test_the_address_alone_says_the_language(
    client_of: Callable[..., Client], address: str, language: str
) -> None:
    client = client_of()
    client.cookies["django_language"] = "en" if language == "da" else "da"
    accepts = "en-GB,en;q=0.9" if language == "da" else "da"
    response = client.get(address, headers={"accept-language": accepts})
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_danish_has_no_second_address(client_of: Callable[..., Client]) -> None:
    assert client_of().get("/da/").status_code == 404
    assert client_of().get("/de/").status_code == 404


# --- Doors -----------------------------------------------------------------------------

DOORS = """
                     | entered/own | administration/own | unit/own | entered/neighbour | administration/neighbour | unit/neighbour
administrator        | 200         | 200                | 200      | 403               | 403                      | 403
consultant           | 200         | 403                | 200      | 403               | 403                      | 403
executive            | 200         | 403                | 403      | 403               | 403                      | 403
centre_chief         | 200         | 403                | 403      | 403               | 403                      | 403
workplace_leader     | 200         | 403                | 403      | 403               | 403                      | 403
employee             | 200         | 403                | 403      | 403               | 403                      | 403
politician           | 200         | 403                | 403      | 403               | 403                      | 403
analyst              | 200         | 403                | 403      | 403               | 403                      | 403
neighbour_consultant | 403         | 403                | 403      | 200               | 403                      | 200
citizen              | 302         | 302                | 302      | 302               | 302                      | 302
"""  # noqa: E501 - a table is read across


def test_who_comes_in_where(cast: Cast, client_of: Callable[..., Client]) -> None:
    own, theirs = cast.units.centre, cast.neighbour_unit

    def decide(case: Case) -> int:
        at, row = (cast.municipality, own) if case.tenant == "own" else (cast.neighbour, theirs)
        addresses = {
            "entered": "/arbejde/",
            "administration": "/arbejde/administration/",
            "unit": f"/arbejde/enhed/{row.pk}/",
        }
        return client_of(case.who, at=at).get(addresses[case.state]).status_code

    assert_matrix(DOORS, decide)


def test_another_municipalitys_row_is_as_one_that_never_was(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    client = client_of("neighbour_consultant", at=cast.neighbour)
    theirs = client.get(f"/arbejde/enhed/{cast.units.centre.pk}/")
    never = client.get("/arbejde/enhed/999999/")
    assert (theirs.status_code, theirs.content) == (never.status_code, never.content)
    assert theirs.status_code == 404


def test_at_our_host_the_neighbour_cannot_tell_rows_from_none(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    client = client_of("neighbour_consultant")
    answers = {
        client.get(f"/arbejde/enhed/{key}/").content
        for key in (cast.units.centre.pk, cast.neighbour_unit.pk, 999999)
    }
    assert len(answers) == 1


def test_the_refusal_says_who_may(client_of: Callable[..., Client]) -> None:
    response = client_of("employee").get("/en/arbejde/administration/")
    assert said(response) == "Only an administrator may do this."
    response = client_of("neighbour_consultant").get("/en/arbejde/administration/")
    assert said(response).startswith("You have no role in this municipality.")


def test_nobody_is_led_to_login_and_back(client_of: Callable[..., Client]) -> None:
    client = client_of()
    response = client.get("/arbejde/administration/?side=2")
    assert response.url == "/arbejde/log-ind/?next=/arbejde/administration/%3Fside%3D2"
    response = client.get("/en/arbejde/administration/")
    assert response.url == "/en/arbejde/log-ind/?next=/en/arbejde/administration/"
    response = client.post("/arbejde/administration/?slet=1")
    assert response.url == "/arbejde/log-ind/?next=/arbejde/administration/"


def test_a_staff_page_is_kept_by_no_cache(client_of: Callable[..., Client]) -> None:
    response = client_of("consultant").get("/arbejde/")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]


def test_who_is_who_costs_four_queries(client_of: Callable[..., Client]) -> None:
    client = client_of("administrator")
    with assert_queries(4):  # session, municipality, user, standing
        client.get("/arbejde/administration/")


def test_a_role_ends_with_its_day_and_an_account_at_once(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    client = client_of("analyst")
    assert client.get("/arbejde/").status_code == 200
    deactivate(user=cast.analyst, by=TESTER, now=NOW)
    assert client.get("/arbejde/").status_code == 302
