"""The rendering child process: reads jobs from standard input, answers on standard output, one at a time.

It knows no Django and no settings, sees neither database nor secrets, and prints nothing: what it is given is members' text.
A frame is two lengths (header, body), a JSON header and a body. Started and supervised by `positions.exports.child`.
"""

import errno
import json
import os
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from .arrangement import Arrangement, arrange
from .content import StatementContent, WrongContent
from .unrenderable import Unrenderable

LENGTHS = struct.Struct(">IQ")
BROKEN_MEMORY = 3  # exit code

Header = dict[str, Any]


def read_frame(stream: IO[bytes]) -> tuple[Header, bytes] | None:
    """The next frame, or None at the end of the stream (also in the middle of a frame)."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    header_length, body_length = LENGTHS.unpack(lengths)
    header, body = stream.read(header_length), stream.read(body_length)
    if len(header) < header_length or len(body) < body_length:
        return None
    return json.loads(header), body


def write_frame(stream: IO[bytes], header: Header, body: bytes = b"") -> None:
    packed = json.dumps(header).encode()
    stream.write(LENGTHS.pack(len(packed), len(body)) + packed)
    stream.write(body)
    stream.flush()


def pdf(body: bytes) -> tuple[Header, bytes]:
    from . import pdf

    return {}, pdf.render(_arranged(body))


def docx(body: bytes) -> tuple[Header, bytes]:
    from . import word

    return {}, word.render(_arranged(body))


def html(body: bytes) -> tuple[Header, bytes]:
    from . import web

    return {}, web.render(_arranged(body))


def check(body: bytes) -> tuple[Header, bytes]:
    from . import validation

    return {"pages": validation.check(body)}, b""


JOBS: dict[str, Callable[[bytes], tuple[Header, bytes]]] = {"pdf": pdf, "docx": docx, "html": html, "check": check}


def _arranged(body: bytes) -> Arrangement:
    return arrange(StatementContent.from_plain(json.loads(body)))


def answer(header: Header, body: bytes) -> tuple[Header, bytes]:
    """Do one job. What goes wrong comes back as a code and facts; only the place of a defect in our code, never its message."""
    try:
        return JOBS[header["job"]](body)
    except Unrenderable as error:
        return {"error": error.code, "facts": error.facts}, b""
    except WrongContent as error:
        return {"error": "content", "facts": {"reason": str(error)}}, b""
    except Exception as error:
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            raise MemoryError from error
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}, {os.path.basename(frame.filename)}:{frame.lineno}"
        return {"error": "defect", "facts": {"reason": place}}, b""


def limit_memory(megabytes: int) -> None:
    import resource

    with suppress(ValueError, OSError):  # a system that has no such limit, or a lower one already
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)


def main() -> None:
    limit_memory(int(sys.argv[1]))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between frames
    try:
        while frame := read_frame(sys.stdin.buffer):
            write_frame(out, *answer(*frame))
    except MemoryError:
        os._exit(BROKEN_MEMORY)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
