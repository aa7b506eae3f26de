"""Long tries of what the tests try shortly: `python -m fuzz --minutes 10`."""
