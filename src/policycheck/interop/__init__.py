"""Other formats, in and out: what is carried, and what is lost."""
