"""policycheck checks a privacy policy kept as data."""

__version__ = "0.1.0"
