"""`policycheck schema`: the JSON Schema of a policy, for editors."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a policy.

    For example:

    policycheck schema > policy.schema.json
    """
    from policycheck import schema as schema_
    from policycheck.cli.output import emit

    emit(schema_.text())
