"""What is installed is what is here: data files go along, tests and local data stay behind."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files

SHIPPED = {".py", ".toml", ".md", ".html", ".css", ".js", ".svg", ".mako", ".ini", ".lock"}


@pytest.mark.service
def test_the_wheel_holds_every_file_of_the_three_packages(tmp_path: Path) -> None:
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    built = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    with zipfile.ZipFile(tmp_path / built.stdout.split()[-1]) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in ("assistant", "dialogs", "integrations")
        for path in files(ROOT / package)
        if path.suffix in SHIPPED
    }
    assert ours - held == set()
    assert {name.partition("/")[0] for name in held} == {"assistant", "dialogs", "integrations"}
