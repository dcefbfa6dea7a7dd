"""Text that people and machines read: dates, months, clock times."""
