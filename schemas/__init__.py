"""The JSON Schemas, as installed with the package."""
