"""A run that is killed at any moment leaves every file whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import lamps

from replay import serving

TIMES = 100


def test_a_hundred_kills_at_random_moments_leave_every_file_whole(tmp_path: Path) -> None:
    project = lamps.lay_out(tmp_path / "kb")
    with serving(lamps.answers()) as server:
        environment = os.environ | lamps.configuration(tmp_path, server)
        script = str(Path(__file__).with_name("killing.py"))
        command = [sys.executable, script, str(project.root), "7", str(TIMES)]
        ended = subprocess.run(command, env=environment, capture_output=True, check=True)
    caught, torn = json.loads(ended.stdout)
    assert torn == []
    assert caught > TIMES / 4  # else nothing was tested
    assert lamps.kb(project).studies.keys() >= lamps.TITLES.keys()
