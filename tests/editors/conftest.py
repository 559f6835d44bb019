"""Editors that run for all tests of a module, which says by its parameter `start` how they start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editors.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.editors.editor import Editor


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def editor(
    start: Callable[[Path], Editor], project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """A running editor; no server of the project outlives it."""
    running = start(tmp_path_factory.mktemp("editor"))
    try:
        yield running
    finally:
        running.quit()
        survivors = project.survivors()
    assert not survivors, "servers outlived their editor"


@pytest.fixture
def opened(editor: Editor, project: Project) -> Iterator[Callable[[str], Editor]]:
    """Opens a file with a text; the buffer is closed after the test."""

    def open_text(text: str) -> Editor:
        editor.open(project.write(text))
        return editor

    yield open_text
    editor.close()
