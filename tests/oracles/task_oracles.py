"""One task per file of oracles: engines held against brute force and against each other."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

from pytask import Product, task

from helpers import inputs, paths
from helpers.errors import BookError

FOLDER = paths.ROOT / "tests" / "oracles"
ORACLES = inputs.FileTree(name="oracles", root=FOLDER, patterns=("**/*.py",))
FILES = sorted(FOLDER.glob("test_*.py"))


def said_by(file: Path) -> Path:
    """Where it is kept what came of a file's tests."""
    return paths.OUTPUTS / "oracles" / f"{file.stem}.txt"


for each in FILES:

    @task(name=each.stem)
    def oracle(
        data: Annotated[Path, inputs.DATA],
        code: Annotated[Path, inputs.SOLVING],
        oracles: Annotated[Path, ORACLES],
        lock: Annotated[Path, inputs.LOCK],
        file: Path = each,
        product: Annotated[Path, Product] = said_by(each),
    ) -> None:
        """Run the tests of a file in a process of their own."""
        command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider"]
        run = subprocess.run(
            [*command, str(file)], cwd=paths.ROOT, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise BookError(f"{file.name} fails:\n{run.stdout}{run.stderr}")
        product.parent.mkdir(parents=True, exist_ok=True)
        product.write_text(run.stdout, encoding="utf-8")
