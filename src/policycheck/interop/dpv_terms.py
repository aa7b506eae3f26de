"""The terms of DPV 2.3 that the schema's words stand for."""

from __future__ import annotations

from typing import Any, Final

from policycheck.interop.terms import BASES, CONDITIONS, MECHANISMS

VERSION: Final = "https://w3id.org/dpv/2.3"
CONTEXT: Final[dict[str, Any]] = {
    "conformsTo": {"@id": "dct:conformsTo", "@type": "@id"},
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_OF_ANOTHER_LAW: Final = frozenset({"uk-gdpr", "eprivacy"})
LEGAL: Final = {
    id_: f"eu-gdpr:A{place}"
    for id_ in (*BASES.values(), *CONDITIONS.values(), *MECHANISMS.values())
    for law, _, place in [id_.partition(":")]
    if law not in _OF_ANOTHER_LAW and place not in {"10", "49-1-2"}
} | {"gdpr:49-1-2": "eu-gdpr:A49-2"}
"""Places of the GDPR; DPV has no term for Art. 10 as a condition."""
SPECIAL: Final = {
    "racial-origin": "pd:Race",
    "ethnic-origin": "pd:EthnicOrigin",
    "political-opinions": "pd:PoliticalOpinion",
    "religious-beliefs": "pd:ReligiousBelief",
    "philosophical-beliefs": "pd:PhilosophicalBelief",
    "trade-union-membership": "pd:TradeUnionMembership",
    "genetic": "eu-gdpr:GeneticData",
    "biometric-identification": "eu-gdpr:BiometricData",
    "health": "eu-gdpr:HealthData",
    "sex-life": "pd:Sexual",
    "sexual-orientation": "pd:SexualPreference",
}
PURPOSES: Final = {
    "service_delivery": "dpv:RequestedServiceProvision",
    "account_management": "dpv:AccountManagement",
    "payment": "dpv:PaymentManagement",
    "customer_support": "dpv:CustomerCare",
    "troubleshooting": "dpv:RepairImpairments",
    "service_improvement": "dpv:ImproveExistingProductsAndServices",
    "new_product_development": "dpv:ResearchAndDevelopment",
    "analytics": "dpv:ServiceUsageAnalytics",
    "personalisation": "dpv:ServicePersonalisation",
    "personalised_advertising": "dpv:PersonalisedAdvertising",
    "retargeting": "dpv:TargetedAdvertising",
    "direct_marketing_electronic": "dpv:DirectMarketing",
    "direct_marketing_postal": "dpv:DirectMarketing",
    "market_research": "dpv:CommercialResearch",
    "fraud_prevention": "dpv:FraudPreventionAndDetection",
    "security": "dpv:EnforceSecurity",
    "legal_compliance": "dpv:LegalCompliance",
    "legal_claims": "dpv:DisputeManagement",
    "recruitment": "dpv:RecruitmentManagement",
    "background_check": "dpv:RecruitmentApplicantBackgroundCheck",
    "corporate_transaction": "dpv:OrganisationGovernance",
    "data_sale": "dpv:SellDataToThirdParties",
    "research_statistics": "dpv:ScientificResearch",
    "solely_automated_decision": "dpv:AutomatedDecisionMaking",
}
RIGHTS: Final = {
    "access": "eu-gdpr:A15",
    "rectification": "eu-gdpr:A16",
    "erasure": "eu-gdpr:A17",
    "restriction": "eu-gdpr:A18",
    "portability": "eu-gdpr:A20",
    "objection": "eu-gdpr:A21",
    "objection-to-direct-marketing": "eu-gdpr:A21",
    "human-review": "eu-gdpr:A22",
    "withdraw-consent": "eu-gdpr:A7-3",
    "judicial-remedy": "eu-gdpr:A79",
}
COMPLAINT: Final = "eu-gdpr:A77"
ROLES: Final = {
    "processor": "dpv:DataProcessor",
    "contractor": "dpv:DataProcessor",
    "third-party": "dpv:ThirdParty",
    "affiliate": "dpv:SubsidiaryLegalEntity",
    "joint-controller": "dpv:JointDataControllers",
    "authority": "dpv:Authority",
}
RECIPIENT_OF_ROLE: Final = {
    "processor": "dpv:hasDataProcessor",
    "contractor": "dpv:hasDataProcessor",
    "third-party": "dpv:hasRecipientThirdParty",
}
DATA_SOURCES: Final = {
    "data-subject": "dpv:DataSubjectDataSource",
    "third-party": "dpv:ThirdPartyDataSource",
    "public": "dpv:PublicDataSource",
    "observed": "dpv:ObservedPersonalData",
    "derived": "dpv:DerivedPersonalData",
}
OF_DATA: Final = frozenset({"observed", "derived"})
"""Sources that DPV states as a kind of data."""


def place(code: str) -> str:
    """A country or a group of them; a subdivision stands for its country."""
    return "loc:EEA30" if code == "EEA" else f"loc:{code.partition('-')[0]}"
