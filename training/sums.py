"""Write the SHA-256 sums of the bundled models, after one of them was made anew.

Usage: python training/sums.py
"""

from __future__ import annotations

from claimlint.model_sums import FOLDER, SUMS, sums

if __name__ == "__main__":
    (FOLDER / SUMS).write_text(sums(), encoding="utf-8", newline="\n")
    print(f"Wrote {FOLDER / SUMS}.")
