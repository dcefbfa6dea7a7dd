"""Articles and analyses written out, one file a format."""
