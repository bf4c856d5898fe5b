"""Which files the compiler never reads: they rot, and nobody is told."""

import re
from os.path import normpath
from pathlib import Path

# What cargo compiles by itself: libraries, programs, build scripts, tests and benchmarks.
ROOT = re.compile(r"(?:^|/)(?:build|src/(?:lib|main))\.rs$|^\w+/(?:tests|benches)/[^/]+(?:/main)?\.rs$")
MODULE = re.compile(r'(?:#\[path = "([^"]+)"\]\s*)?(?:#\[[^\]]*\]\s*)*(?:pub(?:\([\w: ]+\))?\s+)?\bmod\s+(\w+)\s*;')


def named_by(path: str, text: str) -> set[str]:
    """Where the modules of the file at `path` may stand."""
    folder = Path(path).parent
    owns = folder if ROOT.search(path) or Path(path).stem == "mod" else Path(path).with_suffix("")
    named = set()
    for elsewhere, name in MODULE.findall(text):
        named |= {folder / elsewhere} if elsewhere else {owns / f"{name}.rs", owns / name / "mod.rs"}
    return {normpath(file) for file in named}


def unnamed(rust: dict[str, str]) -> list[str]:
    """The files, of these without comments, that no `mod` leads to."""
    reached: set[str] = set()
    found = {path for path in rust if ROOT.search(path)}
    while found:
        reached |= found
        found = {file for path in found for file in named_by(path, rust[path]) if file in rust} - reached
    return sorted(rust.keys() - reached)
