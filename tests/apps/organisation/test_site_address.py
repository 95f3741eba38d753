"""Where a municipality's pages are, as mails that no request has asked for say it."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from retning.apps.organisation.models import HostName
from retning.apps.organisation.queries import site_address
from tests.factories.organisation import municipality_of

pytestmark = pytest.mark.django_db


def test_the_first_name_of_its_own_and_the_port_of_a_demonstration(settings: Settings) -> None:
    settings.BIND_PORT = 8123
    municipality = municipality_of("187")
    HostName.objects.filter(municipality=municipality).delete()
    HostName.objects.create(municipality=municipality, host="strategi.vallensbaek.example")
    HostName.objects.create(municipality=municipality, host="andet.vallensbaek.example")
    assert site_address(municipality) == "http://strategi.vallensbaek.example:8123"
    settings.SECURE_SSL_REDIRECT = True
    assert site_address(municipality) == "https://strategi.vallensbaek.example"


def test_without_a_name_of_its_own_the_installations(settings: Settings) -> None:
    municipality = municipality_of("187")
    HostName.objects.filter(municipality=municipality).delete()
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["*", ".localhost", "retning.example", "other.example"]
    assert site_address(municipality) == "https://retning.example"
    settings.ALLOWED_HOSTS = ["*"]
    assert site_address(municipality) == "https://localhost"
