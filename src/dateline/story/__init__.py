"""Many articles to stories: which records tell of the same happening, timelines, what is new."""
