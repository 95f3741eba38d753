"""How well Danish is read: goals, targets and phrases against labels (`--failures` shows each).

    python -m benchmarks.read               the corpus beside the repository, and our own
    python -m benchmarks.read --own         our own alone (tests/core/own_corpus)
    python -m benchmarks.read --in FOLDER   another one (docs/, labels/, phrases.json)

The measure is tests/helpers/scoring.py, which agrees with the corpus's own score.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._claims import claim, figure
from retning.core.documents import outline
from retning.core.documents.exchange import as_json
from retning.core.documents.reading import read_document
from retning.core.targets import read
from retning.core.targets.labels import as_label
from tests.helpers.scoring import (
    FIELDS,
    Tally,
    score_document,
    score_negatives,
    score_phrases,
)

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
OWN = ROOT / "tests" / "core" / "own_corpus"
# (corpus beside the repository, any other)
BARS = {"known": 0.95, "unseen": 0.90}
PHRASE_BAR, TOGETHER_BAR, SURE_BAR, SURE_SHARE = 0.90, 0.90, 0.95, 0.5


def main() -> int:
    options = _parser().parse_args()
    own = {folder.parent.name: folder.parent for folder in sorted(OWN.glob("*/phrases.json"))}
    folders = own if options.own else {"corpus": CORPUS, **own}
    if options.folder:
        folders = {"other": options.folder}
    reached = []
    for name, folder in folders.items():
        if not folder.is_dir():
            print(f"{name}: {folder} is not here, so it is not measured")
            continue
        bar = BARS["known" if name == "corpus" else "unseen"]
        reached.append(_documents(name, folder, bar, options))
        reached.append(_phrases(name, folder, bar, options))
    return 0 if all(reached) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.read", description=__doc__)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--in", dest="folder", type=Path)
    parser.add_argument("--failures", action="store_true")
    return parser


def goals_of(path: Path) -> list[dict[str, Any]]:
    """What `retning read --json` says of a document's goals."""
    document = read_document(path.read_bytes(), name=path.name)
    found: Any = as_json(document, outline(document))
    return list(found["goals"])


def targets_in(text: str) -> list[dict[str, Any]]:
    """What `retning read --lines` says of a sentence."""
    return [as_label(found) for found in read(text).targets]


def _documents(name: str, folder: Path, bar: float, options: argparse.Namespace) -> bool:
    whole = Tally()
    print(f"\n{name}: documents{'':26} P      R   together  sure")
    for path in sorted((folder / "labels").glob("*.json")):
        labels = json.loads(path.read_text())
        tally = score_document(labels, goals_of(folder / "docs" / f"{labels['id']}.txt"))
        whole.add(tally)
        counts = f"{tally.precision:5.2f}  {tally.recall:5.2f}  {tally.share('together'):8.2f}"
        print(f"  {labels['id'][:42]:42} {counts}  {tally.sure}/{tally.found}")
        _show(tally, options)
    prefix = f"{name} goals"
    reached = [
        claim(f"{prefix}, precision", whole.precision, at_least=bar),
        claim(f"{prefix}, recall", whole.recall, at_least=bar),
    ]
    reached += _fields(prefix, whole, bar)
    return all([*reached, *_confidence(prefix, whole)])


def _phrases(name: str, folder: Path, bar: float, options: argparse.Namespace) -> bool:
    both = json.loads((folder / "phrases.json").read_text())
    texts = [phrase["text"] for phrase in both["phrases"]]
    tally = score_phrases(both["phrases"], map(targets_in, texts))
    sentences = [sentence["text"] for sentence in both["negatives"]]
    negatives = score_negatives(both["negatives"], map(targets_in, sentences))
    print(f"\n{name}: {len(texts)} phrases, {len(sentences)} negatives")
    for each in (tally, negatives):
        _show(each, options)
    prefix = f"{name} phrases"
    reached = _fields(prefix, tally, bar)
    reached.append(claim(f"{prefix}, all together", tally.share("together"), at_least=TOGETHER_BAR))
    reached.append(claim(f"{name} negatives read", negatives.extra, at_most=0))
    return all([*reached, *_confidence(prefix, tally)])


def _fields(prefix: str, tally: Tally, bar: float) -> list[bool]:
    reached = [claim(f"{prefix}, {field}", tally.share(field), at_least=bar) for field in FIELDS]
    reached.append(
        claim(f"{prefix}, indicator", tally.share("indicator"), at_least=min(bar, PHRASE_BAR))
    )
    return reached


def _confidence(prefix: str, tally: Tally) -> Iterator[bool]:
    right = tally.sure_right / max(1, tally.sure)
    yield claim(f"{prefix}, right where sure", right, at_least=SURE_BAR)
    yield claim(f"{prefix}, sure", tally.sure / max(1, tally.found), at_least=SURE_SHARE)
    figure(f"{prefix}, counted", tally.found, "")


def _show(tally: Tally, options: argparse.Namespace) -> None:
    if options.failures:
        for line in tally.wrong:
            print(f"      {line}")


if __name__ == "__main__":
    sys.exit(main())
