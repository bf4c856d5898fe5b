#!/usr/bin/env python3
"""Holds the rules of the architecture: who may use whom, where server code is gated, no sentences
in code, the same words in every language, no file that nothing compiles. A line for each breach;
status 1 when there is one. With --self-test the rules are tried on made-up breaches first of all."""

import json
import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

from architecture_modules import unnamed

# What each module of the app may use of the app. `server` stands for what a server function's
# body may use besides, and what a module behind the gate for server code may use everywhere.
ALLOWED = {
    "domain": set(),
    "error": {"domain"},
    "store": {"domain"},
    "search": {"domain"},
    "identity": {"domain", "error", "portal", "session", "store"},
    "portal": {"domain", "error", "identity", "store", "search"},
    "session": {"domain", "error", "identity", "portal", "store"},
    "office": {"domain", "portal", "store"},
    "wording": {"domain", "i18n"},
    "letter": {"domain", "i18n", "portal", "store", "wording"},
    "record": {"domain", "letter", "portal", "store"},
    "api": {"domain", "error"},
    # Who is signed on, and in which language: every page shows it, so a component asks for it.
    "ui": {"api", "domain", "error", "i18n", "wording"},
    "pages": {"ui", "api", "domain", "error", "i18n", "wording"},
    "fault_page": {"ui", "domain", "error", "i18n"},
    "app": {"pages", "ui", "domain", "error", "i18n"},
    "hydrate": {"app", "ui"},
}
SERVER_SIDE_OF_API = {"portal", "session", "identity", "letter", "office", "record", "store", "search"}
NOT_IN_DOMAIN = {
    r"\b(leptos\w*|axum|surrealdb|tokio|tracing)\s*::": "domain is pure",
    r"\b(Timestamp|Zoned|SystemTime|Instant)::now\b": "in domain `now` is an argument",
    r"#!?\[\s*cfg(?:_attr)?\s*\((?!test\))|\bcfg!": "domain has no cfg",
}
GATE = re.compile(r"\bcfg(?:_attr)?!?\s*\([^\]]*?\bfeature\b")
GATED_MODULE = re.compile(r'#\[cfg\(feature = "\w+"\)\]\s*(?:pub(?:\(\w+\))?\s+)?mod\s+(\w+)\s*;')
# Attributes of elements and macros whose text is for the browser, not for people.
TECHNICAL = re.compile(
    r"(?:\b(?:class|style|d|viewBox|points|transform|content|rel|media|sizes|pattern|accept|autocomplete|reason)"
    r"|\bclass:[\w-]+)\s*=\s*$|\b(?:expect|from_str)\(\s*$"
)
READ_ALOUD = re.compile(r"\b(?:aria-label|aria-description|title|alt|placeholder|label|hint)\s*=\s*$")
BARE_TEXT = re.compile(r">\s*([A-Za-z][\w,.'’-]*(?:\s+[\w,.'’-]+)+)\s*</[a-z]")
LONG_FILE = 250

# Where a module stands in the app, from its top one.
Module = tuple[str, ...]


class Breach(NamedTuple):
    path: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}"


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|b?r(?P<hash>\#*)".*?"(?P=hash)|b?"(?:\\.|[^"\\])*"|'(?:\\.[^']*|[^'\\])'""", re.S
)


def blank(found: str) -> str:
    return re.sub(r"[^\n]", " ", found)


def without_comments(text: str) -> str:
    return TOKEN.sub(lambda m: blank(m[0]) if m[0].startswith("/") else m[0], text)


def code_only(text: str) -> str:
    """The text with comments and strings blanked: each thing stays on its line and column."""
    return TOKEN.sub(lambda m: blank(m[0]), text)


def strings(text: str) -> Iterator[tuple[int, str]]:
    for found in TOKEN.finditer(text):
        if found[0].endswith('"') and not found[0].startswith("/"):
            yield found.start(), found[0].strip('"')


def module_of(path: str) -> list[str]:
    """app/src/pages/book.rs → [pages, book]."""
    parts = list(Path(path).with_suffix("").parts[2:])
    return parts[:-1] if parts[-1] in ("mod", "lib") else parts


def gated_modules(path: str, text: str) -> Iterator[Module]:
    """The modules for which the file at `path` has a gate."""
    for name in GATED_MODULE.findall(without_comments(text)):
        yield (*module_of(path), name)


def is_gated(module: list[str], gated: set[Module]) -> bool:
    """Whether the module or one that it is part of has a gate."""
    return any(tuple(module[: depth + 1]) in gated for depth in range(len(module)))


def group(code: str, at: int) -> Iterator[tuple[int, str]]:
    """The first name of each entry of the `{a::b, c::{d}}` that opens at `at`."""
    depth, expects = 0, False
    for found in re.compile(r"[{},]|\w+").finditer(code, at):
        if found[0] == "}":
            depth -= 1
            if depth == 0:
                return
        elif found[0] == "{":
            depth += 1
            expects = depth == 1
        elif found[0] == ",":
            expects = depth == 1
        elif expects:
            expects = False
            yield found.start(), found[0]


def uses(path: str, code: str) -> Iterator[tuple[int, int, str]]:
    """Where a path starts that names a top module of the app, by `crate::` or by enough
    `super::`, where in it the module stands, and which it is."""
    depth = len(module_of(path))
    for found in re.finditer(r"(?<![\w$:])(crate|super(?:\s*::\s*super)*)\s*::\s*(\w+|\{)", code):
        if found[1] != "crate" and found[1].count("super") < depth:
            continue
        if found[2] == "{":
            yield from ((found.start(), at, name) for at, name in group(code, found.start(2)))
        else:
            yield found.start(), found.start(2), found[2]


def inside_a_body(code: str, at: int) -> bool:
    """Whether the place is inside of something, not at the level of the module."""
    return code.count("{", 0, at) > code.count("}", 0, at)


def who_uses_whom(path: str, code: str, gated: set[Module]) -> Iterator[Breach]:
    module = module_of(path)
    if not module:
        return
    top = module[0]
    if top not in ALLOWED:
        yield Breach(path, 1, f"`{top}` is not in the table of the architecture: say what it may use")
        return
    for start, at, used in uses(path, code):
        allowed = {top, *ALLOWED[top]}
        if top == "api" and (is_gated(module, gated) or inside_a_body(code, start)):
            allowed |= SERVER_SIDE_OF_API
        if used in ALLOWED | {"i18n": ()} and used not in allowed:
            yield Breach(path, line_of(code, at), f"`{top}` may not use `{used}`")


def purity(path: str, code: str) -> Iterator[Breach]:
    if path.startswith("app/src/domain/"):
        for pattern, rule in NOT_IN_DOMAIN.items():
            for found in re.finditer(pattern, code):
                yield Breach(path, line_of(code, found.start()), f"{rule}: `{found[0].strip()}`")
    if not path.startswith("app/src/store/"):
        for found in re.finditer(r"\bsurrealdb\b", code):
            yield Breach(path, line_of(code, found.start()), "only the store knows `surrealdb`")


def gates(path: str, text: str) -> Iterator[Breach]:
    modules = {found.start() for found in GATED_MODULE.finditer(text)}
    for found in GATE.finditer(text):
        if found.start() - len("#[") not in modules:
            yield Breach(path, line_of(text, found.start()), "a feature gates a whole module, nothing inside of one")


def sentences(path: str, text: str) -> Iterator[Breach]:
    if not re.match(r"app/src/(pages|ui)/|app/src/(app|fault_page)\.rs", path) or path.endswith("tests.rs"):
        return
    for at, string in strings(text):
        before = text[text.rfind("\n", 0, at) + 1 : at]
        plain = re.sub(r"<[^>]*>", " ", re.sub(r"\{[^}]*\}", "", string)).strip()
        words = re.search(r"[^\W\d_]{2}", plain)
        ids = re.fullmatch(r"([a-z0-9]+([-_][a-z0-9]+)+ ?)*|[a-z0-9 _-]*[a-z0-9](--|__)[a-z0-9 _-]*", plain)
        child = re.search(r">\s*$", text[:at]) and not re.search(r"[=-]>\s*$", text[:at])
        sentence = " " in plain and words and not ids and not TECHNICAL.search(before)
        if sentence or words and (child or READ_ALOUD.search(before)):
            yield Breach(path, line_of(text, at), f'words for people belong in app/locales: "{string}"')
    for found in BARE_TEXT.finditer(text):
        yield Breach(path, line_of(text, found.start(1)), f"words for people belong in app/locales: {found[1]}")


def breaches_of(path: str, text: str, gated: set[Module]) -> list[Breach]:
    text = without_comments(text)
    code = code_only(text)
    found = list(purity(path, code))
    if path.startswith("app/src/"):
        found += [*who_uses_whom(path, code, gated), *gates(path, text), *sentences(path, text)]
    return found


PLURAL = re.compile(r"_(zero|one|two|few|many|other)$")


def keys(words: dict, prefix: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    for key, value in words.items():
        name = prefix + PLURAL.sub("", key)
        if isinstance(value, dict):
            yield from keys(value, name + ".")
        else:
            variables = re.findall(r"\{\{\s*(\w+)|<(\w+)>", value) if isinstance(value, str) else []
            yield name, frozenset(a or b for a, b in variables)


def languages(files: dict[str, dict[str, dict]]) -> Iterator[Breach]:
    """Each file of one language against its namesake in the first one, both ways."""
    first = min(files)
    for language, other in ((first, o) for o in sorted(files) if o != first):
        for name in sorted(files[language].keys() | files[other].keys()):
            here = dict(keys(files[language].get(name, {})))
            there = dict(keys(files[other].get(name, {})))
            for key in sorted(here.keys() | there.keys()):
                if key not in here or key not in there:
                    missing = other if key in here else language
                    yield Breach(f"app/locales/{missing}/{name}", 1, f"`{key}` is missing")
                elif here[key] != there[key]:
                    yield Breach(f"app/locales/{other}/{name}", 1, f"`{key}` has other variables than in `{language}`")


def read(root: Path, pattern: str) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.glob(pattern)) if path.is_file()}


def check(root: Path) -> int:
    rust = {**read(root, "app/**/*.rs"), **read(root, "server/**/*.rs")}
    gated = {module for path, text in rust.items() if path.startswith("app/src/") for module in gated_modules(path, text)}
    breaches = [breach for path, text in rust.items() for breach in breaches_of(path, text, gated)]
    bare = {path: without_comments(text) for path, text in rust.items()}
    breaches += [Breach(path, 1, "no `mod` names this file: nothing compiles it") for path in unnamed(bare)]
    locales = read(root, "app/locales/*/*.json")
    words: dict[str, dict[str, dict]] = {}
    for path, text in locales.items():
        _, _, language, name = Path(path).parts
        words.setdefault(language, {})[name] = json.loads(text)
    breaches += languages(words)
    files = {**rust, **locales, **read(root, "style/**/*.css"), **read(root, "end2end/[!n]*/*.ts"), **read(root, "scripts/*")}
    for path, text in files.items():
        if (lines := text.count("\n")) > LONG_FILE and path not in locales:
            print(f"{path}: {lines} lines, more than {LONG_FILE}: a look, not a breach")
    for breach in breaches:
        print(breach)
    print(f"architecture: {len(files)} files, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        from architecture_self_test import self_test

        self_test()
    else:
        sys.exit(check(Path(__file__).resolve().parent.parent))
