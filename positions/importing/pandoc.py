"""Pandoc as our own child process: no network, no file beside its input, limits on time, memory and output."""

import json
import re
import subprocess
import tempfile
from functools import cache
from typing import Any

import pypandoc
from django.utils.translation import gettext as _

from .paper import Refused

SECONDS = 40
MEMORY_MB = 512
OUTPUT_MAX_MB = 100
_EXIT_OUT_OF_MEMORY = 251

# What would change letters (smart), lose text (metadata) or read signs as code stays off.
_MARKDOWN = (
    "markdown-smart-yaml_metadata_block-pandoc_title_block-mmd_title_block-citations-example_lists-tex_math_dollars-raw_tex"
    "-latex_macros-auto_identifiers-implicit_figures-blank_before_header-blank_before_blockquote-task_lists-raw_attribute"
    "-fenced_code_attributes-inline_notes"
)
READERS = {
    "markdown": _MARKDOWN,
    "html": "html-smart-tex_math_dollars-auto_identifiers",
    "docx": "docx-auto_identifiers",
    "odt": "odt-auto_identifiers",
}


@cache
def binary() -> str:
    return pypandoc.get_pandoc_path()


def read(data: bytes, format: str) -> tuple[dict[str, Any], list[str]]:
    """Pandoc's document tree of this file, and the warnings it gave; raises Refused."""
    limits = f'ulimit -c 0; ulimit -t {SECONDS}; ulimit -f {OUTPUT_MAX_MB * 2048}; exec "$@"'
    command = ["/bin/sh", "-c", limits, "sh", binary(), "--sandbox", "-f", READERS[format], "-t", "json"]
    command += ["+RTS", f"-M{MEMORY_MB}M", "-RTS"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(data)
        given.seek(0)
        environment = {"LANG": "C.UTF-8", "HOME": folder, "PATH": "/usr/bin:/bin"}
        try:
            done = subprocess.run(
                command, stdin=given, stdout=made, stderr=subprocess.PIPE, cwd=folder, env=environment, timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise Refused(_too_much()) from error
        if done.returncode == _EXIT_OUT_OF_MEMORY or done.returncode < 0:
            raise Refused(_too_much())
        if done.returncode != 0:
            raise Refused(_("The file cannot be read as a document; it seems to be damaged."))
        made.seek(0)
        tree = json.load(made)
    return tree, _warnings(done.stderr.decode("utf-8", "replace"))


def _too_much() -> str:
    return _("Reading the file took too much time or memory. Please hand in a simpler or shorter one.")


def _warnings(stderr: str) -> list[str]:
    return [line.removeprefix("[WARNING] ") for line in re.split(r"\n(?=\[)", stderr.strip()) if line.startswith("[WARNING] ")]
