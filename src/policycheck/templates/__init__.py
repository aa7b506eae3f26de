"""What `policycheck init` writes."""
