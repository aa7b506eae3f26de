"""Financial incentives, and the statistics of large businesses and data brokers."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.values import Unclear
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule

_PARTS = {
    "summary": "a summary",
    "terms": "the material terms",
    "data_categories": "the categories of data",
    "opt_in": "how to opt in",
    "withdraw": "how to withdraw",
    "value": "an estimate of the data's value",
    "value_method": "how that value was worked out",
}


@rule(
    "us-ca-ccpa/incentive-notice-incomplete",
    Severity.ERROR,
    "ccpa20-125-b",
    "agreg-307",
    "cpra-125-b",
    "ccpa-7016-d",
)
def incentive_notice_incomplete(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """A financial incentive is offered, and its notice lacks something.

    Whoever pays for data, by a price, a discount or a service, must tell people what
    they get for what, and what the data is worth. To fix it, add what is missing, or
    link to the notice with `url`.
    """
    offered = policy.financial_incentives
    for incentive in offered if isinstance(offered, tuple) else ():
        missing = [
            words for key, words in _PARTS.items() if getattr(incentive, key) is None
        ]
        if missing and incentive.url is None:
            yield Problem(incentive.at, f"the notice lacks {', '.join(missing)}")


@rule(
    "us-ca-ccpa/incentives-undecided",
    Severity.NOTE,
    "ccpa20-125-b",
    "agreg-307",
    "cpra-125-b",
    "ccpa-7016-d",
)
def incentives_undecided(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Whether financial incentives are offered is left open.

    Whoever offers one owes people a notice of it; "if any" does not tell them whether
    there is one. To fix it, describe the incentives, or say `none`.
    """
    said = policy.financial_incentives
    if isinstance(said, Unclear):
        yield Problem(
            said.at, f"'{said.words}' does not say whether there is an incentive"
        )


@rule(
    "us-ca-ccpa/request-metrics-undisclosed",
    Severity.ERROR,
    "agreg-308-c-8",
    "ccpa-7011-e-5",
    "ccpa-7102",
)
def request_metrics_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A business with ten million Californians a year publishes no request statistics.

    It must publish, in the policy or by a link from it, how many requests it received,
    complied with and denied. To fix it, name the address in `metrics.url`.
    """
    consumers = policy.organisation.ca_consumers_per_year
    if (
        consumers is not None
        and consumers >= law.metrics_from
        and policy.metrics_url is None
    ):
        yield Problem(
            ROOT / "metrics" / "url", "no statistics about requests are named"
        )


@rule(
    "us-ca-ccpa/broker-metrics-undisclosed",
    Severity.WARNING,
    "ca-databroker-99-85",
)
def broker_metrics_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """A data broker publishes no statistics about requests.

    A registered data broker publishes them every year in its privacy policy. To fix it,
    name the address in `metrics.url`.
    """
    if policy.organisation.data_broker and policy.metrics_url is None:
        yield Problem(ROOT / "metrics" / "url", "no statistics of the broker are named")
