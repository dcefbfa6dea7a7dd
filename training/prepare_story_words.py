"""Write in how many news texts each word stands, as `src/dateline/resources/lexicons/story_words.tsv`.

    python training/prepare_story_words.py --data DIR

DIR holds ``stories/timelines``, ``training/train.jsonl``, ``pages``, ``events`` and ``language/ner``, the corpora of
their READMEs. The texts that stories are measured on (ECB+) are not among them, nor is EventStoryLine, which annotates
the same texts. Only counts of words are kept. A source gives at most `MOST_DOCUMENTS`, spread evenly over it, lest the
subject of one make its words look common.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.story.words import find_words

TARGET = Path(__file__).parents[1] / "src/dateline/resources/lexicons/story_words.tsv"
MOST_DOCUMENTS = 400
# Words in fewer documents are left out; to the clusterer they are as rare as one never seen.
FEWEST = 2
EVENTS = ("timeml.jsonl.gz", "meantime.jsonl", "polnear.jsonl.gz", "muc4.jsonl.gz", "ngec_synthetic.jsonl.gz")
PAGES = ("fundus", "wcxb", "readability")


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The records of a file of JSON lines, packed or not."""
    whole = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in whole.splitlines():
        yield json.loads(line)


def read_newswire(path: Path) -> list[str]:
    """Texts of a file with a word a line, whose documents begin with a line ``# newdoc``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        whole = "".join(line.partition("\t")[0].rstrip("\n") + "\n" if line[0] != "#" else "\0" for line in lines)
    return [text for text in whole.split("\0") if text.strip()]


def read_sources(data: Path) -> dict[str, list[str]]:
    """The texts of each source. The collections of timelines on one subject are one source."""
    sources: dict[str, list[str]] = defaultdict(list)
    for path in sorted((data / "stories/timelines").glob("*.articles.jsonl.gz")):
        sources[path.name.partition("_")[0]] += [str(record["text"]) for record in read_lines(path)]
    sources["training"] = [str(record["text"]) for record in read_lines(data / "training/train.jsonl")]
    for name in PAGES:
        records = [record for record in read_lines(data / f"pages/{name}.jsonl") if record.get("lang", "en") == "en"]
        sources[name] = [body for record in records if (body := record["gold"].get("body"))]  # type: ignore[attr-defined]  # JSON
    for name in EVENTS:
        sources[name] = [str(record["text"]) for record in read_lines(data / "events" / name)]
    police = read_lines(data / "events/india_police.jsonl.gz")
    sources["police"] = ["\n".join(sentence["text"] for sentence in record["sentences"]) for record in police]  # type: ignore[attr-defined]  # JSON
    sources["newswire"] = read_newswire(data / "language/ner/newswire.train.tsv.gz")
    return sources


def spread(texts: list[str]) -> list[str]:
    """At most `MOST_DOCUMENTS` of the texts, at even distances."""
    step = max(1.0, len(texts) / MOST_DOCUMENTS)
    return [texts[int(i * step)] for i in range(int(len(texts) / step))]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    documents, counts = 0, Counter[str]()
    for source, texts in sorted(read_sources(args.data).items()):
        kept = spread(texts)
        print(f"{source:24s}{len(texts):6d} texts, {len(kept)} counted")
        documents += len(kept)
        for text in kept:
            counts.update(set(find_words(text)))
    by_count: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= FEWEST:
            by_count[count].append(word)
    lines = [
        "# In how many news texts words stand; made by training/prepare_story_words.py",
        "# The first line is the number of texts. Column 1: texts; 2: the words that so many have, split by blanks",
        str(documents),
        *(f"{count}\t{' '.join(sorted(words))}" for count, words in sorted(by_count.items())),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{documents} documents, {sum(map(len, by_count.values()))} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
