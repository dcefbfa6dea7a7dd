"""Text that people and machines read: dates, months, clock times; what a text is known again by."""
