"""Articles written out, one file a format."""
