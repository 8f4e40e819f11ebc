"""The chores file decides rightly what is missing, before anything is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

import dev


def test_an_old_python_is_told_in_one_sentence() -> None:
    """The sentence names both versions."""
    assert dev.python_problem((3, 10, 4)).startswith(
        "PLO Desktop needs Python 3.11 or newer; this is Python 3.10."
    )
    assert dev.python_problem((3, 11, 0)) == ""
    assert dev.python_problem((3, 14, 1)) == ""


def test_the_stamp_follows_the_requirements_and_the_python() -> None:
    """Any other requirement or Python makes another stamp; line ends of a Windows checkout do not."""
    stamp = dev.stamp_text(b"lxml==6.1.3\n", (3, 11, 7))
    assert stamp == dev.stamp_text(b"lxml==6.1.3\r\n", (3, 11, 9))
    assert stamp != dev.stamp_text(b"lxml==6.1.4\n", (3, 11, 7))
    assert stamp != dev.stamp_text(b"lxml==6.1.3\n", (3, 12, 0))


def test_an_environment_is_current_only_with_its_own_stamp(tmp_path: Path) -> None:
    """No stamp, or another one, means that the environment is renewed."""
    stamp = tmp_path / "stamp"
    wanted = dev.stamp_text(b"lxml==6.1.3\n", (3, 11))
    assert not dev.is_current(stamp, wanted)
    stamp.write_text(wanted, encoding="utf-8")
    assert dev.is_current(stamp, wanted)
    assert not dev.is_current(stamp, dev.stamp_text(b"lxml==6.1.4\n", (3, 11)))


def test_only_another_python_means_starting_over(tmp_path: Path) -> None:
    """New requirements go into the environment that is there; another Python needs another one."""
    stamp = tmp_path / "stamp"
    assert not dev.made_by_other_python(stamp, dev.stamp_text(b"a", (3, 11)))
    stamp.write_text(dev.stamp_text(b"a", (3, 11)), encoding="utf-8")
    assert not dev.made_by_other_python(stamp, dev.stamp_text(b"b", (3, 11)))
    assert dev.made_by_other_python(stamp, dev.stamp_text(b"a", (3, 12)))


def test_a_bare_machine_without_screen_misses_the_offscreen_libraries_only() -> None:
    """What a window needs is not asked for where no window can open."""
    missing = dev.missing_libraries({}, "linux", lambda _soname: False)
    assert missing == dev.OFFSCREEN_LIBRARIES


def test_with_a_screen_the_window_libraries_count_too() -> None:
    """Both kinds of display ask for them."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        missing = dev.missing_libraries({name: ":0"}, "linux", lambda _soname: False)
        assert missing == {**dev.OFFSCREEN_LIBRARIES, **dev.WINDOW_LIBRARIES}


def test_only_what_does_not_load_is_missing() -> None:
    """The dynamic linker is asked, not the package database."""
    missing = dev.missing_libraries({}, "linux", lambda soname: soname != "libGL.so.1")
    assert missing == {"libGL.so.1": "libgl1"}


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_bring_their_own_libraries(platform: str) -> None:
    """Their packages of Qt hold everything, and a window can always open."""
    assert dev.missing_libraries({}, platform, lambda _soname: False) == {}
    assert dev.has_display({}, platform)


def test_newer_debians_have_other_names_for_some_packages() -> None:
    """The name with t64 is taken where the package lists hold it."""
    assert dev.debian_names(["libglib2.0-0", "libgl1"], lambda name: name == "libglib2.0-0t64") == [
        "libglib2.0-0t64",
        "libgl1",
    ]


def test_a_library_that_no_machine_has_cannot_be_loaded() -> None:
    """A missing library is an answer, not an error."""
    assert not dev.can_load("libdoes-not-exist-anywhere.so.77")


def test_without_rights_the_one_command_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text holds one complete line for the terminal."""
    monkeypatch.setattr(dev, "privilege", lambda: None)
    monkeypatch.setattr(dev, "apt_knows", lambda _package: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.Stop) as stop:
        dev.install_packages(["libgl1", "libegl1"])
    assert str(stop.value).splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    )


def test_skips_fail_in_ci_and_where_the_examples_are(tmp_path: Path) -> None:
    """A stranger's checkout without the standards' examples may skip; CI may not."""
    root = tmp_path / "checkout"
    root.mkdir()
    assert not dev.skips_must_fail({}, root)
    assert dev.skips_must_fail({"CI": "true"}, root)
    assert not dev.skips_must_fail({"CI": "true", "PLO_FAIL_ON_SKIP": "0"}, root)
    (tmp_path / "shared").mkdir()
    assert dev.skips_must_fail({}, root)


def test_words_after_test_go_to_pytest() -> None:
    """Also those that look like options."""
    assert dev.parse(["test", "-k", "frist", "--maxfail=1"]) == ("test", ["-k", "frist", "--maxfail=1"])


def test_no_screen_means_that_qt_draws_into_memory() -> None:
    """A platform chosen by the caller stays."""
    assert dev.offscreen({})["QT_QPA_PLATFORM"] == "offscreen"
    assert dev.offscreen({"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"] == "xcb"
