"""The first layer of the pipeline's network, which turns words into vectors, made to remember them.

A word's vector depends on its own features and on nothing beside it, and a text says the same words again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thinc.api import Model

#: Words whose vectors are kept, of half a kilobyte each; with more, all are forgotten.
KEPT = 20_000


def remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """Return a layer that gives what spaCy's MultiHashEmbed gives, bit for bit, and works each word out once. It cannot be trained."""
    from thinc.api import Model, Ragged

    features, _, *inner, _ = embed.layers
    known: dict[bytes, Any] = {}

    def learn(rows: Sequence[Any]) -> None:
        import numpy as np

        stacked: Any = np.stack(rows)
        lengths: Any = np.array([len(rows)], dtype="i")
        out = Ragged(stacked, lengths)
        for layer in inner:
            out = layer.predict(out)
        known.update(zip((row.tobytes() for row in rows), out.dataXd, strict=True))

    def forward(model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        import numpy as np

        if len(known) > KEPT:
            known.clear()
        tables = features.predict(docs)
        keys = [[row.tobytes() for row in table] for table in tables]
        new = {
            key: row
            for table, row_keys in zip(tables, keys, strict=True)
            for key, row in zip(row_keys, table, strict=True)
            if key not in known
        }
        if new:
            learn(list(new.values()))
        empty = np.zeros((0, embed.get_dim("nO")), dtype="f")
        return [
            np.stack([known[key] for key in row_keys]) if row_keys else empty for row_keys in keys
        ], _no_training

    return Model("remembering_embed", forward)


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("The layer remembers what it gave, and so cannot learn.")
