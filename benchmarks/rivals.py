"""Other systems' names to the scorers': one small function each. They come with the extra ``dateline[benchmark]``."""


def trafilatura(html: bytes, url: str | None) -> dict[str, object]:
    """Trafilatura with its metadata, at its defaults; Apache-2.0."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return {}
    return {
        "title": found.title,
        "text": found.text,
        "published": found.date,
        "authors": (found.author or "").split("; ") if found.author else [],
    }


def resiliparse(html: bytes, url: str | None) -> dict[str, object]:
    """Resiliparse's main content with the title of the page; it gives no dates and no authors; Apache-2.0."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    del url
    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
    return {"title": tree.title, "text": extract_plain_text(tree, main_content=True, alt_texts=False)}
