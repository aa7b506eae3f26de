"""policycheck checks a privacy policy kept as data."""

__version__ = "0.1.0"

HOME = "https://github.com/policycheck/policycheck"
"""Where the project is published; every link is made from it, and a test holds schemas
and documents to it. docs/versioning.md says what to set before a release."""
