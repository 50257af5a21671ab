"""The process in which files are taken apart, so that a bad one costs nothing but itself.

Each request is a line of JSON and the bytes of a file; each reply is a line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys

from assistant.errors import DocumentsError
from assistant.reading.formats.converted import converted, dumped

_MOST_MEMORY = 4 * 2**30


def main() -> None:
    """Answer requests until stdin ends; each may take the seconds of CPU time given as the argument."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    sys.setrecursionlimit(3_000)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no reply
    while line := stdin.readline():
        request = json.loads(line)
        data = stdin.read(request["size"])
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        try:
            reply = dumped(converted(data, request["suffix"], request["columns"]))
        except DocumentsError as error:
            reply = json.dumps({"error": str(error)})
        except MemoryError:
            reply = json.dumps({"error": "it unfolds to more than fits into memory"})
        except RecursionError:
            reply = json.dumps({"error": "it is nested too deeply"})
        stdout.write(reply.encode() + b"\n")
        stdout.flush()


main()
