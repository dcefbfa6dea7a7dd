"""Write first names with the gender that most who bear them have, as `src/dateline/resources/lexicons/first_names.tsv`.

    python training/prepare_first_names.py --names FOLDER

FOLDER has ``dist.male.first`` and ``dist.female.first``, the most frequent first names of the United States Census of
1990 (public domain), as the package ``names`` 0.3.0 carries them. A name tells a likely gender only: it lets a pronoun
prefer, never forbids.
"""

import argparse
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/dateline/resources/lexicons/first_names.tsv"
# A name is kept where one gender bears it this many times as often as the other.
LEAST_RATIO = 10
# Percent of the bearers of one gender. The census lists down to 0.001; most of the rarest belong to few people.
LEAST_SHARE = 0.002
UNLISTED_SHARE = 0.0005


def read_shares(path: Path) -> dict[str, float]:
    """Percent of the people counted that bear each name, in small letters."""
    rows = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    return {row[0].lower(): float(row[1]) for row in rows}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    args = parser.parse_args()
    men, women = (read_shares(args.names / f"dist.{sex}.first") for sex in ("male", "female"))
    lines = ["# First names borne almost only by men (m) or by women (f); made by training/prepare_first_names.py"]
    for gender, own, other in (("m", men, women), ("f", women, men)):
        kept = [
            name
            for name, share in sorted(own.items())
            if share >= LEAST_SHARE and share >= LEAST_RATIO * other.get(name, UNLISTED_SHARE)
        ]
        lines.append(f"{gender}\t{' '.join(kept)}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
