"""The example policy and its notice, as installed with the package."""
