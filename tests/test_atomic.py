"""Files are written whole: the old one stays until the new one is there, and nothing lies beside it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from claimlint import atomic
from tests.disks import disk  # noqa: F401

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_old_bytes_or_new_ones(tmp_path):
    place = tmp_path / "a"
    atomic.write(place, b"one")
    with place.open("rb") as reader:
        atomic.write(place, b"another")
        assert (reader.read(), place.read_bytes(), names(tmp_path)) == (b"one", b"another", ["a"])


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("old", [b"old", None])
def test_whatever_step_fails_the_old_file_stays(tmp_path, monkeypatch, step, old):
    place = tmp_path / "a"
    if old:
        place.write_bytes(old)

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, step, fail)
    if step == "chmod":
        monkeypatch.setattr(atomic.shutil, "copymode", fail)
    with pytest.raises(OSError, match="Input/output"):
        atomic.write(place, b"new")
    monkeypatch.undo()
    assert names(tmp_path) == (["a"] if old else []) and (not old or place.read_bytes() == old)


@pytest.mark.parametrize("room", [0, 4096])
def test_a_full_disk(disk, room):  # noqa: F811
    place = disk.folder / "a"
    atomic.write(place, b"old")
    with disk.nearly_full(room), pytest.raises(OSError, match=r"No space|too large"):
        atomic.write(place, b"new" * 9000)
    assert disk.files() == {"a": b"old"}
    atomic.write(place, b"new")
    assert disk.files() == {"a": b"new"}


@posix
def test_modes_and_owner_are_kept(tmp_path):
    place = tmp_path / "a"
    atomic.write(place, b"new")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(place.stat().st_mode) == 0o666 & ~mask
    place.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(place, 12345, 12346)
    before = place.stat()
    atomic.write(place, b"newer")
    after = place.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    atomic.write(tmp_path / "own", b"x", private=True)
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o600


@posix
def test_where_a_link_leads_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/a")
    atomic.write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "there/a").read_bytes() == b"new"


@posix
def test_pipes_and_devices_stay_what_they_are(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        atomic.write(pipe, b"through it")
        assert os.read(reader, 99) == b"through it"
        atomic.write(Path(os.devnull), b"nowhere")
        atomic.write(Path(f"/dev/fd/{os.open(tmp_path / 'open', os.O_RDWR | os.O_CREAT)}"), b"open")
    finally:
        os.close(reader)
    assert pipe.is_fifo() and not Path(os.devnull).is_file()
    assert names(tmp_path) == ["open", "pipe"] and (tmp_path / "open").read_bytes() == b"open"


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a").mkdir()
    for place in (tmp_path / "a", tmp_path / "none" / "a"):
        with pytest.raises(OSError):
            atomic.write(place, b"new")
    assert names(tmp_path) == ["a"]


def test_a_file_system_that_knows_no_settling(tmp_path, monkeypatch):
    def unknown(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", unknown)
    atomic.write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
