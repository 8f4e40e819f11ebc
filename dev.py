#!/usr/bin/env python3
"""Every chore of the project behind one command, so that nobody has to know the tools.

Standard library only: this file runs before anything is installed, on Linux, Windows and macOS. It makes the
virtual environment `.venv` from `requirements-dev.txt` and looks for the system libraries that Qt loads.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "plo-requirements.stamp"
REQUIREMENTS = ROOT / "requirements-dev.txt"
MINIMUM_PYTHON = (3, 11)

# What Qt loads at run time, and the Debian package that brings it (docs/adr/0002).
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Stop(Exception):
    """The command cannot go on; the text says what to do."""


# --- Python and the virtual environment ---------------------------------------------------------------------


def python_problem(version: Sequence[int]) -> str:
    """Return a sentence when this Python is too old, else an empty string."""
    if tuple(version[:2]) >= MINIMUM_PYTHON:
        return ""
    return (
        f"PLO Desktop needs Python {MINIMUM_PYTHON[0]}.{MINIMUM_PYTHON[1]} or newer; this is Python "
        f"{version[0]}.{version[1]}. Run dev.py with a newer one, for example: python3.11 dev.py test"
    )


def venv_python(venv: Path, windows: bool) -> Path:
    """Return where the interpreter of a virtual environment is."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def stamp_text(requirements: bytes, version: Sequence[int]) -> str:
    """Return what the environment was made from: line ends do not count, the Python version does."""
    digest = hashlib.sha256(requirements.replace(b"\r\n", b"\n")).hexdigest()
    return f"{digest} python{version[0]}.{version[1]}\n"


def is_current(stamp: Path, wanted: str) -> bool:
    """Tell whether the environment was made from exactly what is wanted now."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run a command in the project folder and return its exit code."""
    sys.stdout.flush()
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=env)


def succeeds(command: Sequence[str | Path]) -> bool:
    """Run a command without showing anything; tell whether it went well."""
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def spoken(command: Sequence[str]) -> bool:
    """Run a command and show what it said only when it failed; tell whether it went well."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        print(done.stdout.decode("utf-8", "replace"), file=sys.stderr)
    return done.returncode == 0


def must(command: Sequence[str | Path]) -> None:
    """Run a command that has to succeed; raise Stop otherwise."""
    if run(command) != 0:
        raise Stop("This command failed: " + " ".join(str(part) for part in command))


def has_module(name: str) -> bool:
    """Tell whether this Python can import a module (Debian leaves out parts of the standard library)."""
    return importlib.util.find_spec(name) is not None


def make_venv_with_pip() -> list[str | Path]:
    """Make the environment with the standard library; return the pip command that fills it."""
    inner = venv_python(VENV, os.name == "nt")
    if not has_module("venv"):
        install_packages(["python3-venv"])
    if not inner.is_file():
        if has_module("ensurepip"):
            must([sys.executable, "-m", "venv", VENV])
        else:
            # Debian without python3-venv: an environment without pip, filled by the pip outside it.
            must([sys.executable, "-m", "venv", "--without-pip", VENV])
    if succeeds([inner, "-m", "pip", "--version"]):
        return [inner, "-m", "pip"]
    if not has_module("pip"):
        install_packages(["python3-pip"])
    return [sys.executable, "-m", "pip", "--python", inner]


def fill_with_uv(uv: str) -> bool:
    """Make and fill the environment with uv; return False when uv cannot (pip is tried next)."""
    inner = venv_python(VENV, os.name == "nt")
    if (
        not inner.is_file()
        and run([uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, VENV]) != 0
    ):
        return False
    pip: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", inner]
    return (
        run([*pip, "--require-hashes", "-r", REQUIREMENTS]) == 0
        and run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT]) == 0
    )


def fill_with_pip() -> None:
    """Make and fill the environment with pip alone."""
    quiet = ["--quiet", "--disable-pip-version-check"]
    must([*make_venv_with_pip(), "install", *quiet, "--require-hashes", "-r", REQUIREMENTS])
    inner = venv_python(VENV, os.name == "nt")  # the requirements bring a pip of their own
    must([inner, "-m", "pip", "install", *quiet, "--no-deps", "--no-build-isolation", "-e", ROOT])


def ensure_venv() -> Path:
    """Make or renew `.venv` when the requirements changed; return its interpreter."""
    inner = venv_python(VENV, os.name == "nt")
    wanted = stamp_text(REQUIREMENTS.read_bytes(), sys.version_info[:2])
    if inner.is_file() and is_current(STAMP, wanted):
        return inner
    print("Making the virtual environment .venv from requirements-dev.txt …", flush=True)
    if VENV.exists() and (not inner.exists() or made_by_other_python(STAMP, wanted)):
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    if uv is None or not fill_with_uv(uv):
        fill_with_pip()
    # Also where Python is told to write no byte code, the program starts with it.
    succeeds([inner, "-m", "compileall", "-q", ROOT / "plo_desktop"])
    STAMP.write_text(wanted, encoding="utf-8")
    return inner


def made_by_other_python(stamp: Path, wanted: str) -> bool:
    """Tell whether the environment belongs to another Python version and has to be made anew."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8").split()[-1:] != wanted.split()[-1:]


# --- System libraries ---------------------------------------------------------------------------------------


def can_load(soname: str) -> bool:
    """Tell whether the dynamic linker finds a library, whoever installed it."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_display(env: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, with X11 or Wayland elsewhere."""
    return not platform.startswith("linux") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def missing_libraries(env: Mapping[str, str], platform: str, loads: Callable[[str], bool]) -> dict[str, str]:
    """Return the libraries that Qt will miss here, each with its Debian package."""
    if not platform.startswith("linux"):
        return {}
    wanted = dict(OFFSCREEN_LIBRARIES)
    if has_display(env, platform):
        wanted.update(WINDOW_LIBRARIES)
    return {soname: package for soname, package in wanted.items() if not loads(soname)}


def debian_names(packages: Sequence[str], exists: Callable[[str], bool]) -> list[str]:
    """Return the names this Debian uses: newer ones call some libraries `…t64`."""
    return [package + "t64" if exists(package + "t64") else package for package in packages]


def apt_knows(package: str) -> bool:
    """Tell whether the package lists hold a package of this name."""
    apt_cache = shutil.which("apt-cache")
    if apt_cache is None:
        return False
    found = subprocess.run([apt_cache, "show", package], capture_output=True, check=False)
    return found.returncode == 0 and bool(found.stdout.strip())


def privilege() -> list[str] | None:
    """Return what to put before a command that installs packages, or None when we may not."""
    geteuid = getattr(os, "geteuid", None)
    if geteuid is not None and geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and succeeds([sudo, "-n", "true"]):
        return [sudo, "-n"]
    return None


def one_command(packages: Sequence[str]) -> str:
    """Return the one line a person has to type to install packages."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages when we may; raise Stop with the one command to type when we may not."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise Stop(
            "Missing on this machine: " + ", ".join(packages) + " (Debian names). Install them and try again."
        )
    before = privilege()
    if before is None:
        raise Stop(
            "Missing system packages. Type this, then try again:\n  "
            + one_command(debian_names(packages, apt_knows))
        )
    print("Installing system packages: " + ", ".join(packages), flush=True)
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", "-o", "Dpkg::Use-Pty=0"]
    spoken([*quiet, "update"])
    names = debian_names(packages, apt_knows)
    if not spoken([*quiet, "install", "-y", "--no-install-recommends", *names]):
        raise Stop("The packages could not be installed. Type this, then try again:\n  " + one_command(names))


def ensure_system_libraries() -> None:
    """See to it that Qt can be loaded; raise Stop with what to do when it cannot."""
    missing = missing_libraries(os.environ, sys.platform, can_load)
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise Stop(
            "Qt needs these libraries; install them with the package tool of this system: "
            + ", ".join(missing)
        )
    install_packages(list(missing.values()))
    still = missing_libraries(os.environ, sys.platform, can_load)
    if still:
        raise Stop("These libraries are still missing: " + ", ".join(still))


# --- Commands -----------------------------------------------------------------------------------------------


def offscreen(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with Qt drawing into memory, unless the caller chose another platform."""
    return {"QT_QPA_PLATFORM": "offscreen", **env}


def shared_folder(env: Mapping[str, str], root: Path) -> Path:
    """Return where the standards' own examples and schemas are looked for; the folder may be absent."""
    return Path(env["PLO_SHARED"]) if env.get("PLO_SHARED") else root.parent / "shared"


def skips_must_fail(env: Mapping[str, str], root: Path) -> bool:
    """Tell whether a skipped test is a failure: in CI, and wherever everything a test needs is at hand."""
    if "PLO_FAIL_ON_SKIP" in env:
        return env["PLO_FAIL_ON_SKIP"] == "1"
    return env.get("CI") == "true" or shared_folder(env, root).is_dir()


def static_commands(python: Path) -> list[tuple[str, list[str | Path]]]:
    """Return the checks that read the code without running it."""
    lint_imports = "import sys; from importlinter.cli import lint_imports_command as main; main()"
    return [
        ("ruff check", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("mypy", [python, "-m", "mypy", "--no-error-summary"]),
        ("import contracts", [python, "-c", lint_imports, "--no-logo"]),
    ]


def check(python: Path) -> list[str]:
    """Run the static checks, all of them; return the names of those that failed."""
    failed = []
    for name, command in static_commands(python):
        print(f"== {name}", flush=True)
        if run(command) != 0:
            failed.append(name)
    return failed


def test(python: Path, arguments: Sequence[str]) -> int:
    """Run the static checks and then the tests; pytest's summary is the last line of a run that succeeds."""
    failed = check(python)
    env = offscreen(os.environ)
    env["PLO_FAIL_ON_SKIP"] = "1" if skips_must_fail(env, ROOT) else "0"
    print("== pytest", flush=True)
    code = run([python, "-m", "pytest", *arguments], env)
    if failed:
        print("Failed besides the tests: " + ", ".join(failed), flush=True)
    return code or int(bool(failed))


def fmt(python: Path) -> int:
    """Mend what ruff can mend, format the code, and copy the tokens to the form that the program reads."""
    must([python, "-m", "plo_desktop.ui.theme.copy_tokens"])
    mended = run([python, "-m", "ruff", "check", "--fix", "."])
    return run([python, "-m", "ruff", "format", "."]) or mended


def demo(python: Path, arguments: Sequence[str]) -> int:
    """Open the practice ward, or write its tour to a folder where there is no screen."""
    program: list[str | Path] = [python, "-m", "plo_desktop", "demo"]
    if has_display(os.environ, sys.platform):
        return run([*program, *arguments])
    tour = [] if "--tour" in arguments else ["--tour", "demo-output"]
    return run([*program, *tour, *arguments], offscreen(os.environ))


COMMANDS = {
    "demo": "the practice ward: a window, or without a screen a tour written to demo-output/",
    "test": "static checks and all tests (further words go to pytest)",
    "check": "static checks only: ruff, mypy, import contracts",
    "fmt": "format the code and mend what can be mended",
    "bench": "measure start, log and lists",
    "screens": "draw the screenshots again",
    "docs": "write the pages of docs/ that come from the program",
    "fuzz": "damage messages and read them, for some minutes (--minutes 10 --seed 0)",
    "setup": "make the environment and stop",
}


def parse(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command and the words that belong to the program it starts."""
    width = max(len(name) for name in COMMANDS)
    words = "\n".join(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py", epilog="commands:\n" + words, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on")
    chosen = parser.parse_args(arguments)
    return chosen.command, chosen.arguments


def perform(command: str, arguments: Sequence[str]) -> int:
    """Do one command; return its exit code."""
    if command not in ("check", "fmt"):
        ensure_system_libraries()
    python = ensure_venv()
    if command == "demo":
        return demo(python, arguments)
    if command == "test":
        return test(python, arguments)
    if command == "check":
        return int(bool(check(python)))
    if command == "fmt":
        return fmt(python)
    if command == "bench":
        return run([python, "-m", "benchmarks", *arguments], offscreen(os.environ))
    if command == "screens":
        return run([python, "-m", "tests.screens", *arguments], offscreen(os.environ))
    if command == "docs":
        return run([python, "-m", "tests.pages"], offscreen(os.environ))
    if command == "fuzz":
        return run([python, "-m", "tests.fuzz", *arguments])
    print("The environment is ready: .venv")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Check Python, do the command, and say in words what is missing."""
    problem = python_problem(sys.version_info[:2])
    if problem:
        print(problem, file=sys.stderr)
        return 1
    command, rest = parse(arguments)
    try:
        return perform(command, rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
