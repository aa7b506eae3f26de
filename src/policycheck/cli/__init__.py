"""The command line: the only package that prints, exits or asks what day it is."""

from __future__ import annotations

import sys

BUG = 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line, and turn what went wrong into an exit status."""
    from policycheck.cli.streams import guarded

    guarded(_main)


def _main() -> None:
    from policycheck.errors import PolicycheckError

    try:
        _run()
    except PolicycheckError as error:
        from policycheck.cli.output import complain

        complain(str(error))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception:  # noqa: BLE001 - the one door: 1 would pass for a finding
        import traceback

        from policycheck.cli.output import complain

        traceback.print_exc()
        complain("this is a bug in policycheck; please report it with the lines above")
        raise SystemExit(BUG) from None


def _run() -> None:
    if sys.argv[1:] == ["--version"]:
        from policycheck import __version__

        print(f"policycheck {__version__}")
        return
    collect_rarely()
    from policycheck.cli.app import app

    app(prog_name="policycheck")


def collect_rarely() -> None:
    """Let Python look for garbage a thousand times less often.

    Nearly all that a run makes lives to its end: looking for garbage takes a quarter of
    the time and finds none.
    """
    import gc

    gc.set_threshold(1_000_000, 50, 50)
