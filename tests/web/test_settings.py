"""Settings from the environment: read into types, bad ones refused with a hint."""

from __future__ import annotations

import pytest

from timeline.errors import UsageError
from timeline.web.config import LOOPBACK, from_environment, host_of


def test_defaults() -> None:
    settings = from_environment({})
    assert settings.base_url is None
    assert settings.allowed_hosts == LOOPBACK
    assert settings.title == "Timeline"


def test_a_base_url_allows_its_host() -> None:
    settings = from_environment(
        {
            "TIMELINE_BASE_URL": "https://News.Example:8443/",
            "TIMELINE_ALLOWED_HOSTS": "a.example, B",
        }
    )
    assert settings.base_url == "https://news.example:8443"
    assert settings.allowed_hosts == LOOPBACK | {"news.example", "a.example", "b"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMELINE_BASE_URL", "news.example"),
        ("TIMELINE_BASE_URL", "ftp://news.example"),
        ("TIMELINE_BASE_URL", "https://news.example/timeline"),
        ("TIMELINE_BASE_URL", "https://user@news.example"),
        ("TIMELINE_BASE_URL", "https://news.example?x=1"),
        ("TIMELINE_BASE_URL", "https://news.example:port"),
        ("TIMELINE_BASE_URL", "https://"),
        ("TIMELINE_BASE_URL", "https://a b.example"),
        ("TIMELINE_ALLOWED_HOSTS", "https://news.example"),
        ("TIMELINE_ALLOWED_HOSTS", "news.example:80"),
        ("TIMELINE_ALLOWED_HOSTS", "*"),
        ("TIMELINE_TITLE", "x" * 81),
        ("TIMELINE_TITLE", "a\u0007b"),
        ("TIMELINE_LANGUAGE", "xx"),
    ],
)
def test_bad_settings_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        from_environment({name: value})


def test_hosts() -> None:
    assert host_of("A.Example:80") == "a.example"
    assert host_of("[::1]:8000") == "[::1]"
