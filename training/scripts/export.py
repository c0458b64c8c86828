"""Put a trained pipeline into the package: weights, metadata, notice and card.

Usage: python export.py MODEL FIGURES.json TARGET

What only training needs is left behind: optimizer state, corpora paths, lookup tables. The card is written from
the figures that ``evaluate.py`` measured, so that it never says more than was seen.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import spacy

VERSION = "0.1.0"
NOTICE = """\
# en_claimlint: licence and sources

The weights in this folder are under the Creative Commons Attribution-ShareAlike 4.0 International licence
(CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/). They hold none of the texts below.

- Universal Dependencies English Web Treebank annotations (c) 2013-2021 by The Board of Trustees of The Leland Stanford Junior
  University, licensed under CC BY-SA 4.0; see github.com/UniversalDependencies/UD_English-EWT.
- GUM corpus, A. Zeldes and annotators, gucorpling.org/gum, CC BY 4.0; texts by their authors as listed in the documents'
  metadata (genres academic, bio, voyage, news, interview, textbook, speech, court, vlog; partly CC BY-SA 3.0).
- CRAFT Corpus, University of Colorado, CC BY 3.0; a sample of articles under CC BY or in the public domain, for tags and
  sentence bounds only.
- MedQuAD, A. Ben Abacha and D. Demner-Fushman, A Question-Entailment Approach to Question Answering, BMC Bioinformatics
  20:511, 2019; CC BY 4.0 (pretraining).
- Anatomy and Physiology 2e, Microbiology, Psychology 2e, (c) OpenStax, Rice University, CC BY 4.0, access for free at
  openstax.org (pretraining).
- MLQE-PE, Fomicheva et al. 2020, arXiv:2010.04480, CC0 1.0: human corrections of translations from Sinhala, Nepali, Estonian
  and Romanian (pretraining).

Measured on, never trained on: the test parts of the above and UD English PUD, Uszkoreit et al., CC BY-SA 3.0.
"""


def write_card(figures: dict[str, Any], target: Path, size: int) -> None:
    """Write the model card."""
    columns = ["TOKEN", "SENT", "TAG", "UPOS", "LEMMA", "UAS", "LAS"]
    rows = [
        f"| {name} | {kind.replace('_', ' ')} | "
        + " | ".join(f"{row[c]:.3f}" if c in row else "–" for c in columns)
        + " |"
        for name, kinds in figures.items()
        for kind, row in kinds.items()
    ]
    table = "\n".join(
        [f"| treebank | input | {' | '.join(columns)} |", "|---|---|" + "---|" * len(columns), *rows]
    )
    text = f"""\
# Model card: en_claimlint {VERSION}

**What it is.** A spaCy pipeline for English: tok2vec, tagger, morphologizer, lemmatizer, sentence splitter (senter) and
dependency parser, Universal Dependencies labels. One CNN of width 128 and depth 4 feeds all heads. {size / 1e6:.1f} MB.

**What it is for.** Splitting, tagging and parsing health articles inside claimlint. claimlint runs the senter on every
block and the parser only on sentences that a rule asks for.

**Data.** Trained on UD English EWT and GUM (train parts) and, for tags and sentence starts only, on a sample of CRAFT; the
CNN was pretrained on MedQuAD, OpenStax and MLQE-PE prose. Every tenth MedQuAD answer and OpenStax module (by hash of the id) was
kept out. Training noise: curly apostrophes, lower-case starts, missing full stops, sentences alone. Seed 7.

**Figures**, F1 or accuracy. Gold tokens: the treebank's words and sentences are given. Raw text: the pipeline finds them
itself, sentences by the senter. All arcs count, punctuation too. `ewt-dev` chose the best step; nothing was chosen on the others.

{table}

**Limits.** Web and news English; verse, chat and clinical notes are out of its field. Word forms it never saw lean on their
first letter, last three letters and shape. Badly translated text often parses badly: rules do not take a parse for proof.

**Remake it** with one command, see `training/README.md` in the source repository.

**Licence.** CC BY-SA 4.0, see `NOTICE.md`.
"""
    (target / "CARD.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Export."""
    model, figures_path, target = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    figures = json.loads(figures_path.read_text(encoding="utf-8"))
    nlp = spacy.load(model)
    nlp.meta |= {
        "name": "claimlint",
        "version": VERSION,
        "description": "English pipeline for health articles, bundled with claimlint",
        "author": "claimlint authors",
        "license": "CC BY-SA 4.0",
        "performance": figures,
    }
    nlp.config["corpora"], nlp.config["paths"] = {}, {}
    for section in ("training", "pretraining", "initialize"):
        nlp.config[section] = {}
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    (target / "NOTICE.md").write_text(NOTICE, encoding="utf-8")
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    write_card(figures, target, size)
    print(f"{target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
