"""Try every fault and write what was seen into docs/reliability.md."""

import sys

from tests.faults.matrix import every_row
from tests.faults.rows import DOCUMENT, write_into
from tests.faults.servers import Missing


def main() -> int:
    """Print each row as it is known; write all of them at the end."""
    rows = []
    try:
        for row in every_row():
            print(" | ".join(row), flush=True)
            rows.append(row)
    except Missing as error:
        print(f"Nothing was written: {error}.", file=sys.stderr)
        return 1
    write_into(DOCUMENT, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
