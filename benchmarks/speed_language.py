"""What `analyse` costs beside the bare network on the same windows, and what it takes to start.

    python benchmarks/speed_language.py [--articles 60]

Processor time, one thread. The windows that analysing whole articles made are run through the network once more, alone:
the ratio of the two is what words, trees, lemmas, mentions and entities add. Writes ``results/speed_language.json``.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.analysis import analyse_text
from dateline.ml.language_model import LanguageModel, Scores, load_model
from dateline.ml.windows import Window

HERE = Path(__file__).parent
ROUNDS = 3
STARTED = """
import resource, time
began = time.process_time()
from dateline.analysis import analyse
from dateline.ml.language_model import load_model
load_model()
loaded = time.process_time() - began
analyse(TEXT)
print(loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    lines = (args.data / "training" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[: args.articles]]
    words = sum(len(analyse_text(text).tokens) for text in texts)
    rounds = [measure(texts) for _ in range(ROUNDS)]
    whole, bare = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    load_seconds, memory = start(max(texts, key=len))
    figures = {
        "articles": len(texts),
        "words": words,
        "words_a_second": round(words / whole),
        "against_the_bare_network": round(statistics.median(one / other for one, other in rounds), 3),
        "network_words_a_second": round(words / bare),
        "import_and_load_cpu_seconds": round(load_seconds, 3),
        "peak_mb": round(memory),
    }
    (HERE / "results" / "speed_language.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


def measure(texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of analysing the texts, and of the network alone on the same windows."""
    recorder = Recorder(load_model())
    for text in texts:
        analyse_text(text)
    recorder.stop()
    began = time.process_time()
    for text in texts:
        analyse_text(text)
    whole = time.process_time() - began
    began = time.process_time()
    for windows in recorder.calls:
        for _ in load_model().run(windows):
            pass
    return whole, time.process_time() - began


class Recorder:
    """Keeps the windows of every call of a model's network until stopped."""

    def __init__(self, model: LanguageModel) -> None:
        self.calls: list[list[Window]] = []
        self._model, self._run = model, model.run
        model.run = self._record  # type: ignore[method-assign]  # for this one object, taken back by `stop`

    def _record(self, windows: Sequence[Window]) -> Iterator[tuple[int, Scores]]:
        self.calls.append(list(windows))
        return self._run(windows)

    def stop(self) -> None:
        """Leave the model as it was."""
        del self._model.run


def start(text: str) -> tuple[float, float]:
    """Processor seconds of importing and loading in a new process, and its peak memory in MB after a text."""
    code = STARTED.replace("TEXT", repr(text))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


if __name__ == "__main__":
    main()
