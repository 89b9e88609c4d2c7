"""Entry of every `make` command: checks the Python, makes its environment, then hands over.

Written so that an old Python can read this file and say what is wrong; the modern part lies in the other modules.
"""

import sys

OLDEST = (3, 11)


def check_python():
    if sys.version_info < OLDEST:
        sys.exit(
            f"The portal needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}. "
            "Name a newer one: PYTHON=python3.13 make run"
        )
    try:
        import ensurepip  # noqa: F401 - Debian leaves it out of python3; the sentence below says what to install
        import venv  # noqa: F401
    except ImportError:
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv")


if __name__ == "__main__":
    check_python()
    from commands import main

    sys.exit(main(sys.argv[1:]))
