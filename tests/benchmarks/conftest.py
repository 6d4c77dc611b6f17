"""The benchmarks are scripts beside the package; they import each other by name."""

from __future__ import annotations

import sys

from helpers.paths import ROOT

sys.path.append(str(ROOT / "benchmarks"))
