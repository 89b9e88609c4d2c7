"""Writes requirements/*.txt anew from pyproject.toml: names, versions and hashes, no addresses."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
COMPILE = ["pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"]
FORMAT = ["--generate-hashes", "--no-header", "--no-annotate"]
# The largest first: the others take their versions from it, so that one environment serves run and tests.
LOCKS = {
    "dev": ["--extra", "postgres", "--group", "dev"],
    "production": ["--extra", "postgres"],
    "base": [],
}


def main() -> int:
    uv = shutil.which("uv")
    if not uv:
        print("uv resolves the versions and is not on this machine: pip install uv", file=sys.stderr)
        return 1
    for name, options in LOCKS.items():
        target = f"requirements/{name}.txt"
        constraints = [] if name == "dev" else ["--constraints", "-"]
        given = "" if name == "dev" else pins_of("dev")
        subprocess.run(
            [uv, *COMPILE, *FORMAT, *options, *constraints, "--output-file", target],
            cwd=PROJECT_DIR,
            input=given,
            text=True,
            check=True,
        )
    return 0


def pins_of(name: str) -> str:
    """The lines `package==version ; marker` of a lock, without hashes."""
    text = (PROJECT_DIR / "requirements" / f"{name}.txt").read_text()
    return "".join(f"{line}\n" for line in re.findall(r"^([a-z0-9].*?)(?: \\)?$", text, re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
