"""Workers are copies of a master; no open database may be copied (sqlite.org/howtocorrupt)."""

import psutil

from tests.servers import fresh_city, running


def test_the_master_has_no_database_open_when_it_makes_workers(tmp_path):
    fresh_city(tmp_path)
    with running(tmp_path, workers=2) as server:
        assert server.request("GET", "/ortsteile/rieth")[0] == 200
        master = psutil.Process(server.process.pid)
        assert [file.path for file in master.open_files() if "sqlite3" in file.path] == []
        assert any(
            "sqlite3" in file.path for worker in server.workers() for file in worker.open_files()
        )
