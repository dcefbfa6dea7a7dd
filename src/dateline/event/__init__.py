"""From an article to the events it reports."""
