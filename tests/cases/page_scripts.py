"""Scripts of a page that computes, run without the page: in node, or else in Chromium."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")
QUIET = ("--disable-background-networking", "--disable-component-update")


def evaluator(
    directory: Path, files: Sequence[str], modules: Mapping[str, str]
) -> Callable[[str], Any]:
    """A function that gives the value of an expression of the modules and of what files define.

    `files` are loaded in their order; `modules` are the names by which the expression knows some of
    them, which a page has as properties of its window. Skips the test without node and Chromium.
    """
    node = shutil.which("node")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if node:
        return lambda expression: json.loads(_in_node(node, directory, files, modules, expression))
    if browser:
        return lambda expression: json.loads(_in_browser(browser, directory, files, expression))
    return pytest.skip("neither node nor Chromium is installed; `.ci/run` installs Chromium")


def _in_node(
    node: str, directory: Path, files: Sequence[str], modules: Mapping[str, str], expression: str
) -> str:
    loads = "".join(f"require('./{name}');" for name in files)
    names = "".join(f"const {name} = require('./{file}');" for name, file in modules.items())
    text = f"global.window = globalThis; {loads} (() => {{ {names} "
    text += f"console.log(JSON.stringify({expression})); }})();"
    script = directory / "run.js"
    script.write_text(text, encoding="utf-8")
    return subprocess.run([node, script], capture_output=True, text=True, check=True).stdout


def _in_browser(browser: str, directory: Path, files: Sequence[str], expression: str) -> str:
    """The same in a page opened from a folder."""
    scripts = "".join(f'<script src="{name}"></script>' for name in files)
    run = f"out.textContent = JSON.stringify({expression});"
    page = directory / "run.html"
    text = f"<!DOCTYPE html><meta charset=utf-8><pre id=out></pre>{scripts}<script>{run}</script>"
    page.write_text(text, encoding="utf-8")
    profile = f"--user-data-dir={directory / 'profile'}"
    command = [browser, *HEADLESS, *QUIET, profile, "--dump-dom", page.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return html.unescape(re.search(r'<pre id="out">(.*?)</pre>', dom, re.DOTALL)[1])
