"""A config that takes training up again from a pipeline's weights instead of from nothing.

Usage: python resume.py CONFIG.cfg MODEL OUT.cfg

Every component is sourced from MODEL (a checkpoint, or the bundled pipeline itself); the optimizer starts afresh.
"""

from __future__ import annotations

import sys
from pathlib import Path

from thinc.api import Config


def main() -> None:
    """Write the config."""
    source, model, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    config = Config().from_disk(source, interpolate=False)
    config["components"] = {name: {"source": model} for name in config["components"]}
    config["initialize"]["init_tok2vec"] = None
    config["initialize"]["before_init"] = {
        "@callbacks": "spacy.copy_from_base_model.v1",
        "tokenizer": model,
        "vocab": model,
    }
    config.to_disk(out)


if __name__ == "__main__":
    main()
