"""The way through a tree from one word to another, as a feature."""

from dateline.event.trees import Trees

LONGEST = 5
FAR = "far"


def find_path(trees: Trees, start: int, goal: int) -> str:
    """Up to the word that both hang on, then down: ``^obj nsubj``, ``obl[in]``; `FAR` past `LONGEST` steps."""
    if trees.tokens[start].sentence != trees.tokens[goal].sentence:
        return FAR
    above = _to_root(trees, start)
    below = _to_root(trees, goal)
    shared = set(above)
    turn = next(i for i, token in enumerate(below) if token in shared)
    up, down = above[: above.index(below[turn])], below[:turn]
    if len(up) + len(down) > LONGEST:
        return FAR
    return " ".join([*(f"^{_edge(trees, i)}" for i in up), *(_edge(trees, i) for i in reversed(down))]) or "itself"


def _to_root(trees: Trees, token: int) -> list[int]:
    path = [token]
    while (head := trees.tokens[path[-1]].head) is not None:
        path.append(head)
    return path


def _edge(trees: Trees, token: int) -> str:
    """What a word is to its head, with its preposition."""
    deprel = trees.tokens[token].deprel
    case = trees.case_of(token) if deprel.startswith(("obl", "nmod", "advcl", "acl")) else ""
    return f"{deprel}[{case}]" if case else deprel
