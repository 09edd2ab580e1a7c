from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from casus.errors import LedgerError
from casus.store import sqlite
from casus.store.ledger import Added, open_ledger
from casus.store.schema import HEAD, METADATA
from casus.store.sqlite import open_engine
from casus.store.versions import MIGRATIONS
from tests.store.synthetic import parsed

ROOT = Path(__file__).resolve().parents[2]


def refused(where, *, create: bool = False) -> str:
    with pytest.raises(LedgerError) as fault:
        open_ledger(str(where), create=create)
    assert "\n" not in str(fault.value)
    assert str(where) in str(fault.value)
    return str(fault.value)


def test_no_such_ledger(tmp_path):
    assert "no such ledger" in refused(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_no_such_folder(tmp_path):
    assert "cannot be made (No such file or directory)" in refused(tmp_path / "none" / "x.db", create=True)


@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_ledger(tmp_path, create):
    (tmp_path / "notes.txt").write_text("Police said two guards were killed.")
    (tmp_path / "empty.db").touch()
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE claim (id)")
    before = (tmp_path / "other.db").read_bytes()
    assert "not a ledger" in refused(tmp_path / "notes.txt", create=create)
    assert "an empty file" in refused(tmp_path / "empty.db", create=create)
    assert "a folder" in refused(tmp_path, create=create)
    assert "a SQLite database, but not a ledger" in refused(tmp_path / "other.db", create=create)
    assert (tmp_path / "other.db").read_bytes() == before
    assert (tmp_path / "empty.db").stat().st_size == 0


def test_a_device_is_no_ledger():
    assert "not a file" in refused("/dev/null")


def test_a_damaged_ledger(tmp_path):
    path = tmp_path / "ledger.db"
    with open_ledger(str(path), create=True) as ledger:
        ledger.add(parsed(1))
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    assert "damaged" in refused(path)


def test_a_ledger_damaged_anywhere_is_read_or_refused_in_one_line(tmp_path):
    path = tmp_path / "ledger.db"
    with open_ledger(str(path), create=True) as ledger:
        add_all(ledger, range(20))
    data = path.read_bytes()
    chance = random.Random(1)
    for _ in range(80):
        path.write_bytes(damaged(data, chance))
        with suppress(LedgerError), open_ledger(str(path)) as ledger:
            ledger.reports()
            ledger.claims()


def damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 20])):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed[: chance.choice([len(data), len(data), chance.randrange(len(data))])])


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "ledger.db"
    open_ledger(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    assert "newer version of Casus (format 9999)" in refused(path)


def test_urls(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path}/ledger.db", create=True) as ledger:
        ledger.add(parsed(1))
    with open_ledger(str(tmp_path / "ledger.db")) as ledger:
        assert set(ledger.reports()) == {"made-1"}
    message = refused_url("postgresql+psycopg://mara:secret@db/casus")
    assert "only ledgers in a SQLite file" in message
    assert "secret" not in message
    assert "neither a path nor the URL" in refused_url("what://://")


def refused_url(url: str) -> str:
    with pytest.raises(LedgerError) as fault:
        open_ledger(url, create=True)
    return str(fault.value)


def test_odd_names_are_paths_like_any_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "a b?c=1&d#e%20.db", "журнал.db"):
        with open_ledger(name, create=True) as ledger:
            ledger.add(parsed(1))
        assert Path(name).is_file()
        with open_ledger(name) as ledger:
            assert set(ledger.reports()) == {"made-1"}


def test_nothing_is_left_beside_a_new_ledger(tmp_path):
    mask = os.umask(0o027)
    try:
        open_ledger(str(tmp_path / "ledger.db"), create=True).close()
    finally:
        os.umask(mask)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]
    assert (tmp_path / "ledger.db").stat().st_mode & 0o777 == 0o640


def test_a_full_disk_loses_nothing(ledger):
    ledger.add(parsed(1))
    with ledger._engine.connect() as connection:
        # The same error that SQLite gives when a write finds no room.
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match=r"the disk is full; .* nothing written before is lost") as fault:
        add_all(ledger, range(2, 1000))
    assert "\n" not in str(fault.value)
    stored = list(ledger.reports())
    assert stored == [f"made-{number}" for number in range(1, len(stored) + 1)]
    assert len(ledger.claims()) == 2 * len(stored)
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert ledger.add(parsed(len(stored) + 1)) is Added.NEW


def add_all(ledger, numbers) -> None:
    for number in numbers:
        ledger.add(parsed(number))


def test_another_writer_is_waited_for_and_then_named(ledger, monkeypatch):
    ledger.add(parsed(1))
    ledger.close()
    monkeypatch.setattr(sqlite, "WAIT_MS", 50)
    with closing(sqlite3.connect(ledger.where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process is writing to it"):
            ledger.add(parsed(2))
        assert set(ledger.reports()) == {"made-1"}, "readers need not wait"
        other.execute("ROLLBACK")
    assert ledger.add(parsed(2)) is Added.NEW


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_ledger_in_a_folder_that_we_may_not_write_to_can_be_read(tmp_path):
    path = tmp_path / "ledger.db"
    with open_ledger(str(path), create=True) as ledger:
        ledger.add(parsed(1))
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_ledger(str(path)) as ledger:
            assert set(ledger.reports()) == {"made-1"}
            with pytest.raises(LedgerError, match="read-only"):
                ledger.add(parsed(2))
    finally:
        tmp_path.chmod(0o755)


def test_the_schema_is_what_the_migrations_make(tmp_path):
    open_ledger(str(tmp_path / "ledger.db"), create=True).close()
    engine = open_engine(tmp_path / "ledger.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_an_up_to_date_ledger_is_opened_without_alembic(tmp_path):
    path = tmp_path / "ledger.db"
    open_ledger(str(path), create=True).close()
    code = (
        "import sys; from casus.store.ledger import open_ledger; open_ledger(sys.argv[1]).close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
