"""policycheck checks a privacy policy kept as data."""
