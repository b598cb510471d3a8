"""Zips are opened without trusting them."""

import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from turf.importing import unzip
from turf.importing.faults import FileUnreadable, FormatUnknown, ZipRefused
from turf.importing.unzip import unzipped


def make_zip(path: Path, *names: str, content: bytes = b"a,b\n1,2\n") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def test_the_file_is_there_inside_the_block_and_gone_after(tmp_path: Path) -> None:
    with unzipped(make_zip(tmp_path / "a.zip", "in/a.csv", "readme.txt")) as file:
        assert file.read_bytes() == b"a,b\n1,2\n"
    assert not file.exists()


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "in/../../a.csv", "C:\\a.csv", "..\\a.csv"])
def test_names_that_leave_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ZipRefused), unzipped(make_zip(tmp_path / "a.zip", name)):
        pass


def test_a_link_is_refused(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("a.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/hostname")
    with pytest.raises(ZipRefused, match="link"), unzipped(tmp_path / "a.zip"):
        pass


def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    bomb = make_zip(tmp_path / "a.zip", "a.csv", content=b"0" * 3_000_000)
    with pytest.raises(ZipRefused, match="100 times"), unzipped(bomb):
        pass


def test_too_many_bytes_or_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unzip, "MAX_BYTES", 10)
    with pytest.raises(ZipRefused), unzipped(make_zip(tmp_path / "a.zip", "a.csv", "b.txt")):
        pass
    names = [f"{n}.txt" for n in range(unzip.MAX_ENTRIES + 1)]
    with pytest.raises(ZipRefused, match="201"), unzipped(make_zip(tmp_path / "b.zip", *names)):
        pass


def test_a_truncated_zip_says_fetch_it_again(tmp_path: Path) -> None:
    file = make_zip(tmp_path / "a.zip", "a.csv")
    for cut in (1, 30, len(file.read_bytes()) - 5):
        short = tmp_path / "short.zip"
        short.write_bytes(file.read_bytes()[:-cut])
        with pytest.raises(FileUnreadable, match="fetch it again"), unzipped(short):
            pass


PACKINGS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_damaged_zip_is_unreadable_however_it_is_packed(tmp_path: Path, packing: int) -> None:
    content = bytes(range(256)) * 4
    with zipfile.ZipFile(tmp_path / "a.zip", "w", packing) as archive:
        archive.writestr("a.csv", content)
        start = archive.getinfo("a.csv").header_offset + 30 + len("a.csv")
    for place in range(start, start + 40):
        spoilt = bytearray((tmp_path / "a.zip").read_bytes())
        spoilt[place] ^= 0xFF
        (tmp_path / "damaged.zip").write_bytes(spoilt)
        with suppress(FileUnreadable), unzipped(tmp_path / "damaged.zip") as file:
            assert file.read_bytes() == content, place


def test_none_or_several_readable_files_are_refused_by_name(tmp_path: Path) -> None:
    nothing = make_zip(tmp_path / "a.zip", "a.doc")
    with pytest.raises(FormatUnknown, match="none"), unzipped(nothing):
        pass
    with (
        pytest.raises(FormatUnknown, match=r"a\.csv, b\.csv"),
        unzipped(make_zip(tmp_path / "b.zip", "a.csv", "b.csv", "__MACOSX/a.csv")),
    ):
        pass
