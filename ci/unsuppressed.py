"""Copy a SARIF report without its suppressed results: code scanning would open an alert for each of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Read the report that the first argument names and write the copy to the second."""
    log = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for run in log["runs"]:
        run["results"] = [result for result in run["results"] if not result.get("suppressions")]
    Path(sys.argv[2]).write_text(json.dumps(log, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
