"""What a sceptical reader would object to: a change told wrongly, twice, or raw."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeAlias

import pytest

from policycheck import schema
from policycheck.diff import Change, Comparison, compare, comparison
from policycheck.diff.mirrors import MIRRORS, UNMIRRORED
from policycheck.diff.pruning import Pruned
from policycheck.source import read

TODAY = date(2026, 11, 23)
Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""


def policy(**parts: Data) -> dict[str, Data]:
    return {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X", "regimes": ["eu-gdpr", "us-ca-ccpa"]},
        "audiences": {
            "europe": {"name": "Europe", "places": ["EEA", "GB"]},
            "britain": {"name": "Britain", "places": ["GB"]},
        },
        "controllers": {"x": {"name": "X"}},
        "data_categories": {"email": {"name": "E-mail"}, "phone": {"name": "Phone"}},
        "purposes": {"sell": {"name": "Sell"}, "tell": {"name": "Tell"}},
        "legal_bases": {
            "deal": {"basis": "contract"},
            "ask": {"basis": "consent"},
            "need": {"basis": "legitimate-interests"},
            "law": {"basis": "legal-obligation"},
        },
        "recipients": {
            "host": {"name": "Host", "role": ["processor"]},
            "adco": {"name": "AdCo"},
        },
        "activities": [activity()],
        **parts,
    }


def activity(**slots: Data) -> dict[str, Data]:
    return {"id": "a", "data_categories": ["email"], "purposes": ["sell"], **slots}


def general(**slots: Data) -> dict[str, Data]:
    return {"id": "g", "about": "all", **slots}


def compared(old: Data, new: Data) -> Comparison:
    sides = [
        read(name, json.dumps(data, indent=1).encode())
        for name, data in (("old.yaml", old), ("new.yaml", new))
    ]
    assert not any(list(schema.problems(each.data)) for each in sides)
    return compare(*sides, as_of=TODAY)


def facts(found: Comparison) -> list[Change]:
    return [each for each in found.changes if each.kind not in UNMIRRORED]


def told(old: Data, new: Data) -> list[tuple[str, str]]:
    """Kind and line of each change; the way back is the mirror."""
    there, back = facts(compared(old, new)), facts(compared(new, old))
    assert sorted(each.kind.slug for each in there) == sorted(
        MIRRORS[each.kind].slug for each in back
    )
    return sorted((each.kind.slug, each.message) for each in there)


def values(old: Data, new: Data) -> list[tuple[str, str | None, str | None]]:
    there = facts(compared(old, new))
    return sorted((each.kind.slug, each.old, each.new) for each in there)


# --- legal bases


def test_a_list_of_bases_for_everything_attaches_none() -> None:
    """What was listed for everything is stated for a purpose for the first time."""
    old = policy(general=[general(legal_bases=["deal", "ask", "need"])])
    new = policy(activities=[activity(legal_bases=["need"])])

    assert values(old, new) == [
        ("bases-unlisted", "consent, contract, legitimate interests", None),
        ("basis-stated", None, "legitimate interests"),
    ]


def test_one_basis_for_everything_is_attached() -> None:
    old = policy(general=[general(legal_bases=["deal"])])

    assert told(old, policy(activities=[activity(legal_bases=["deal"])])) == []
    assert values(old, policy(activities=[activity(legal_bases=["ask"])])) == [
        ("basis-to-consent", "contract", "consent")
    ]


def test_two_statements_of_one_basis_each_attach_none() -> None:
    old = policy(
        general=[
            general(legal_bases=["deal"]),
            {**general(legal_bases=["ask"]), "id": "h"},
        ]
    )

    assert values(old, policy(activities=[activity(legal_bases=["ask"])])) == [
        ("bases-unlisted", "consent", None),
        ("bases-unlisted", "contract", None),
        ("basis-stated", None, "consent"),
    ]


def test_a_list_is_told_though_nothing_rests_on_it() -> None:
    own = {"activities": [activity(legal_bases=["deal"])]}
    old = policy(**own, general=[general(legal_bases=["deal", "ask"])])

    assert [slug for slug, _ in told(old, policy(**own))] == ["bases-unlisted"]


def test_bases_of_an_activity_that_are_not_paired_attach_none() -> None:
    both = ["sell", "tell"]
    old = policy(activities=[activity(purposes=both, legal_bases=["deal", "ask"])])
    paired = [{"use": "deal", "for": ["sell"]}, {"use": "ask", "for": ["tell"]}]
    new = policy(activities=[activity(purposes=both, legal_bases=paired)])

    assert values(old, new) == [
        ("bases-unlisted", "consent, contract", None),
        ("basis-stated", None, "consent"),
        ("basis-stated", None, "contract"),
    ]


def test_a_general_pairing_is_attached_beside_a_list() -> None:
    pairing = general(legal_bases=[{"use": "deal", "for": ["sell"]}])
    listing = {**general(legal_bases=["deal", "ask"]), "id": "h"}
    old = policy(general=[pairing, listing])

    assert told(old, policy(general=[pairing])) == [
        ("bases-unlisted", "the list of legal bases for everything together is gone")
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (["deal", "ask"], ["need", "law"], "basis-from-consent"),
        (["deal", "need"], ["ask", "law"], "basis-to-consent"),
        (["deal", "need"], ["law"], "basis-changed"),
        (["deal"], ["deal", "law"], "basis-added"),
        (["deal", "law"], ["law"], "basis-removed"),
        (["deal", "ask"], ["deal"], "basis-from-consent"),
    ],
)
def test_bases_exchanged_together_are_one_change(
    old: list[str], new: list[str], kind: str
) -> None:
    sides = [policy(activities=[activity(legal_bases=each)]) for each in (old, new)]

    assert [slug for slug, _ in told(*sides)] == [kind]


def test_the_interest_of_a_basis_that_was_only_listed_comes_with_the_basis() -> None:
    bases = {**policy()["legal_bases"]}
    bases["need"] = {"basis": "legitimate-interests", "interests": [{"text": "ours"}]}
    old = policy(legal_bases=bases, general=[general(legal_bases=["deal", "need"])])
    bases = {**bases, "need": {**bases["need"], "interests": [{"text": "a shop"}]}}
    new = policy(legal_bases=bases, activities=[activity(legal_bases=["need"])])

    assert [slug for slug, _ in told(old, new)] == ["bases-unlisted", "basis-stated"]


# --- how long


def kept(*stated: Data) -> Data:
    return policy(activities=[activity(retention=list(stated))])


NEED = {"criterion": "as long as needed"}
YEAR = {"max": "P1Y", "after": "the order"}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([NEED, YEAR], [YEAR], ["criterion-to-period"]),
        ([NEED, {"criterion": "as the law says"}], [YEAR], ["criterion-to-period"]),
        ([YEAR], [{"max": "P2Y", "after": "the visit"}], ["retention-replaced"]),
        ([YEAR], [{"max": "P1Y", "after": "the visit"}], ["retention-replaced"]),
        ([YEAR], [{"max": "P1Y"}], ["retention-start-changed"]),
        ([YEAR], [YEAR, {"max": "P90D", "stage": "backup"}], ["retention-reworded"]),
        ([YEAR], [{"max": "unlimited"}], ["retention-unbounded"]),
        ([YEAR, {"max": "P3Y", "after": "the order"}], [YEAR], ["retention-shorter"]),
        ([YEAR], [YEAR, {"max": "P3M", "after": "the order"}], ["retention-reworded"]),
        ([YEAR], [YEAR, {"max": "P3M", "after": "the visit"}], ["retention-replaced"]),
        ([YEAR], [YEAR, {"max": "P9Y", "after": "the visit"}], ["retention-replaced"]),
        ([YEAR], [YEAR, {"max": "P9Y", "after": "the order"}], ["retention-longer"]),
    ],
)
def test_a_period_that_stands_is_not_withdrawn(
    old: Data, new: Data, kinds: list[str]
) -> None:
    assert [slug for slug, _ in told(kept(*old), kept(*new))] == kinds


def test_not_kept_is_shorter_than_anything_and_no_silence() -> None:
    backup = {"max": "P1M", "stage": "backup"}
    nothing = policy(activities=[activity(retention="none")])

    assert values(kept(YEAR, backup), nothing) == [
        ("retention-shorter", "1 year after the order", "not kept")
    ]
    assert values(kept(NEED), nothing) == [
        ("retention-shorter", "as long as needed", "not kept")
    ]
    assert values(policy(), nothing) == [("retention-stated", None, "not kept")]


def test_what_was_never_retained_is_not_said_again_of_each_use() -> None:
    claim = {
        "claims": [{"id": "c", "never": ["retained"], "data_categories": ["email"]}]
    }
    old, new = policy(**claim), policy(**claim, general=[general(retention="none")])

    assert told(old, new) == []


# --- who is told


def test_a_complaint_channel_for_some_is_not_gone() -> None:
    said = {"authorities": ["the authority"], "courts": "a court"}
    old = policy(complaints=said)
    new = policy(complaints={**said, "for": ["europe"]})

    assert told(old, new) == [
        ("offered-to-fewer", "no longer for everyone: a court"),
        ("offered-to-fewer", "no longer for everyone: the authority"),
    ]
    assert {each[1:] for each in values(old, new)} == {("everyone", "Europe")}


def test_a_right_and_a_promise_for_some_are_less() -> None:
    rights: Data = [{"grants": {"access": {}, "erasure": {}}}]
    claims = [{"id": "c", "never": ["sold"]}]
    old = policy(rights=rights, claims=claims)
    new = policy(
        rights=[{**rights[0], "for": ["europe"]}],
        claims=[{**claims[0], "for": ["europe"]}],
    )

    assert told(old, new) == [
        ("claim-weakened", "promise to fewer people: personal data: never sold"),
        ("right-narrowed", "rights for fewer people: access, erasure"),
    ]


def test_what_a_larger_audience_is_told_is_told_once() -> None:
    goes = [{"countries": ["US"]}]
    new = policy(
        general=[
            {**general(transfers=goes), "for": ["europe"]},
            {**general(transfers=goes), "for": ["britain"], "id": "h"},
        ]
    )

    assert told(policy(), new) == [
        ("transfer-added", "new transfer: to the United States, of E-mail (for Europe)")
    ]


# --- sources, recipients, none and words that decide nothing


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, ["data-subject"], [("sources-stated", None, "directly from you")]),
        (
            ["public"],
            ["public", "data-subject"],
            [("source-person-added", None, "directly from you")],
        ),
        (
            ["data-subject"],
            ["data-subject", {"from": "third-party", "name": "BrokerCo"}],
            [("source-added", None, "BrokerCo")],
        ),
        (
            ["third-party"],
            [{"from": "third-party", "name": "BrokerCo"}],
            [("source-reworded", "third parties", "BrokerCo")],
        ),
    ],
)
def test_sources_are_named_as_people_name_them(
    old: Data, new: Data, expected: list[tuple[str, str | None, str | None]]
) -> None:
    sides = [
        policy(activities=[activity(**({"sources": each} if each else {}))])
        for each in (old, new)
    ]

    assert values(*sides) == expected


def test_only_a_source_that_is_not_the_person_is_told_within_a_month() -> None:
    old = policy(activities=[activity(sources=["public"])])
    new = policy(activities=[activity(sources=["public", "data-subject"])])
    (change,) = facts(compared(old, new))

    assert not any("within a month" in each.says for each in change.consequences)


def test_a_recipient_of_its_own_leaves_the_general_ones() -> None:
    old = policy(general=[general(recipients=["host"])])
    new = policy(
        general=[general(recipients=["host"])],
        activities=[activity(recipients=["adco"])],
    )

    assert told(old, new) == [("recipient-added", "new recipient: AdCo, of E-mail")]


def test_a_recipient_that_was_only_hinted_at_is_named_once() -> None:
    unclear = {"unclear": "partners, if any"}
    old = policy(
        general=[general(recipients=["host"])],
        activities=[activity(recipients=unclear)],
    )
    new = policy(
        general=[general(recipients=["host"])],
        activities=[activity(recipients=["adco"])],
    )

    assert values(old, new) == [("recipient-named", "partners, if any", "AdCo")]


def test_none_in_the_place_of_words_is_one_change() -> None:
    old = policy(financial_incentives={"unclear": "offers, if any"})
    new = policy(financial_incentives="none")

    assert values(old, new) == [("none-stated", "offers, if any", None)]


def email(**said: Data) -> Data:
    return {
        "data_categories": {
            **policy()["data_categories"],
            "email": {"name": "E-mail", **said},
        }
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {"criminal": {"unclear": "checks, if any"}},
            {"criminal": False},
            [("none-stated", "checks, if any", None)],
        ),
        (
            {"criminal": False},
            {"criminal": True},
            [("sensitive-added", None, "criminal convictions or offences")],
        ),
        (
            {"sensitive": {"gdpr": "none"}},
            {"sensitive": {"gdpr": ["health"]}},
            [("sensitive-added", None, "health")],
        ),
        (
            {"described_as": "deidentified"},
            {"described_as": "aggregated"},
            [("data-category-reworded", "deidentified", "aggregated")],
        ),
    ],
)
def test_what_data_is_said_to_be_and_not_to_be(
    old: Data, new: Data, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert values(policy(**email(**old)), policy(**email(**new))) == expected


# --- said for the first time


FIRST = "said of children for the first time"
NONE = "now said that there are none"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {},
            {"activities": [activity(provision={"is": ["voluntary"]})]},
            (
                "provision-stated",
                "whether people must provide data is now said: E-mail",
            ),
        ),
        (
            {"trackers": {"t": {"name": "T", "kind": "cookie"}}},
            {"trackers": {"t": {"name": "T", "kind": "cookie", "max_age": "P1D"}}},
            ("tracker-lifetime-stated", "how long it stays is now stated: T"),
        ),
        (
            {"trackers": {"t": {"name": "T", "kind": "cookie"}}},
            {"trackers": {"t": {"name": "T", "kind": "cookie", "by": "adco"}}},
            ("tracker-reworded", "tracker, who sets and reads it now stated: T"),
        ),
        (
            {"trackers": {"t": {"name": "T", "kind": "cookie"}}},
            {"trackers": {"t": {"name": "T", "kind": "cookie", "purposes": ["sell"]}}},
            ("tracker-reworded", "tracker, purposes now stated: T"),
        ),
        (
            {"rights": [{"grants": {"access": {}}}]},
            {"rights": [{"grants": {"access": {}}, "fee": "none"}]},
            ("none-stated", f"{NONE}: fees for requests"),
        ),
        (
            {"rights": [{"grants": {"access": {}}}]},
            {
                "rights": [
                    {"grants": {"access": {}}, "response": "P1M", "extension": "P2M"}
                ]
            },
            ("response-time-stated", "how soon requests are answered is now stated"),
        ),
        (
            {"minors": {"consent_age": 16}},
            {"minors": {"consent_age": 16, "directed_to_children": False}},
            (
                "children-excluded",
                f"{FIRST}: whether our services are directed to children",
            ),
        ),
        (
            {"activities": [activity(recipients=["adco"])]},
            {
                "activities": [activity(recipients=["adco"])],
                "recipients": {
                    **policy()["recipients"],
                    "adco": {"name": "AdCo", "country": "US"},
                },
            },
            (
                "recipient-country-stated",
                "country of a recipient now named: AdCo",
            ),
        ),
        (
            {},
            {
                "data_categories": {
                    **policy()["data_categories"],
                    "email": {"name": "E-mail", "sensitive": {"us-ca-ccpa": "none"}},
                }
            },
            (
                "none-stated",
                f"{NONE}: sensitive personal information in E-mail",
            ),
        ),
    ],
)
def test_what_is_first_said_is_not_said_anew(
    old: Data, new: Data, expected: tuple[str, str]
) -> None:
    assert told(policy(**old), policy(**new)) == [expected]


# --- who is who


def test_an_entry_split_in_two_is_no_new_purpose() -> None:
    """`replaces` is read though the old id lives on, on either side."""
    old = policy()
    purposes = {
        **policy()["purposes"],
        "sell": {"name": "Sell here"},
        "ship": {"name": "Sell abroad", "replaces": ["sell"]},
    }
    new = policy(purposes=purposes, activities=[activity(purposes=["sell", "ship"])])

    assert told(old, new) == [
        (
            "entry-split",
            "several entries in the place of one: sell is now sell, ship, in purposes",
        ),
        (
            "purpose-reworded",
            "purpose in other words: Sell is now Sell abroad, Sell here",
        ),
    ]


def test_authorities_are_paired_by_their_words() -> None:
    old = policy(complaints={"authorities": ["the authority where you live"]})
    new = policy(
        complaints={
            "authorities": ["Another body", "the authority where you live or work"]
        }
    )

    assert values(old, new) == [
        ("complaint-channel-added", None, "Another body"),
        (
            "complaint-channel-reworded",
            "the authority where you live",
            "the authority where you live or work",
        ),
    ]


def test_a_new_table_is_one_change() -> None:
    rows = [{"label": "A"}, {"label": "B"}]
    new = policy(published=[{"table": "collected", "window": "P12M", "rows": rows}])

    assert told(policy(), new) == [("table-added", "new table: collected")]


@pytest.mark.parametrize("back", [False, True])
def test_general_pairings_hold_for_activities_that_are_set_aside(back: bool) -> None:  # noqa: FBT001
    """What a basis rests on is told where the basis is, and not of other purposes."""
    shared = {
        "data_subjects": {"buyer": {"name": "Buyers"}},
        "general": [general(legal_bases=[{"use": "deal", "for": ["sell"]}])],
    }
    slots = {"data_subjects": ["buyer"]}
    first = activity(**slots)
    other = {
        **activity(purposes=["tell"], data_categories=["phone"], **slots),
        "id": "b",
    }
    bases = {**policy()["legal_bases"], "deal": {"basis": "contract", "contract": "C"}}
    old = policy(**shared, activities=[first, other])
    new = policy(**shared, activities=[first, other], legal_bases=bases)
    sides = (new, old) if back else (old, new)

    assert [slug for slug, _ in told(*sides)] == ["basis-detail-changed"]
    assert facts(compared(*sides))[0].message.endswith(": Sell")


# --- dates


def test_a_date_that_moves_back_alone_is_not_too_early() -> None:
    dates = {"effective": "2026-05-01", "last_updated": "2026-06-01"}
    moved = {**dates, "effective": "2026-04-01"}
    sides = [policy(policy={**policy()["policy"], **each}) for each in (dates, moved)]

    assert [each.kind.slug for each in compared(*sides).changes] == [
        "date-moved-back", "date-moved-alone",
    ]  # fmt: skip


# --- what is set aside


UNSAID = {"unclear": "some"}
FAX: Data = {**policy()["data_categories"], "fax": {"name": "Fax"}}
SAID: list[tuple[str, list[str], Data]] = [
    ("email", ["sell"], {"recipients": ["adco"]}),
    ("email", ["tell"], {"legal_bases": ["ask"], "retention": ["week"]}),
    ("phone", ["sell", "tell"], {}),
    ("phone", ["tell"], {"recipients": UNSAID, "sources": ["public"]}),
    ("fax", ["sell"], {"for": ["europe"]}),
    ("fax", ["tell"], {"recipients": ["host"], "retention": "none"}),
]
SHOPS: dict[str, Data] = {
    "data_subjects": {"buyer": {"name": "Buyers"}},
    "retention": {"year": {"max": "P1Y"}, "week": {"max": "P1W"}},
    "general": [
        general(transfers="none", recipients=["host"]),
        {
            "id": "some",
            "about": {"data_categories": ["phone"]},
            "retention": ["year"],
            "legal_bases": ["deal"],
        },
    ],
    "activities": [
        {
            "id": f"a{index}",
            "data_subjects": ["buyer"],
            "data_categories": [data],
            "purposes": purposes,
            **slots,
        }
        for index, (data, purposes, slots) in enumerate(SAID)
    ],
    "data_categories": FAX,
}  # fmt: skip
STATEMENTS: list[Data] = [
    general(transfers=[{"countries": ["US"]}], recipients=["host"]),
    general(transfers="none", recipients=["host", "adco"]),
    general(transfers="none", recipients="none"),
    general(transfers="none", recipients=[{"to": "host", "purposes": ["sell"]}]),
    general(transfers="none", recipients=["host"], legal_bases=["need"]),
    general(transfers="none", recipients=["host"], legal_bases=["need", "law"]),
    general(transfers="none", recipients=["host"], retention=["week"]),
    general(transfers="none", recipients=["host"], sources=["observed"]),
    {**general(transfers="none", recipients=["host"]), "for": ["europe"]},
    general(transfers="none", recipients=["host"], quote="We keep it here."),
    general(about={"purposes": ["sell"]}, transfers="none", recipients=["host"]),
    general(about={"except": {"data_categories": ["fax"]}}, recipients=["host"]),
]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"recipients": {**policy()["recipients"], "host": {"name": "Other host"}}},
        {"retention": {"year": {"max": "P2Y"}, "week": {"max": "P1W"}}},
        {"purposes": {"sell": {"name": "Sell"}, "tell": {"name": "Say"}}},
        {"activities": SHOPS["activities"][1:]},
        {"activities": [*SHOPS["activities"], activity(data_categories="all")]},
    ],
)  # fmt: skip
def test_comparing_what_can_differ_finds_what_comparing_all_finds(
    statement: Data, parts: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = policy(**SHOPS)
    new = policy(**{**SHOPS, **parts, "general": [statement, SHOPS["general"][1]]})
    quick = compared(old, new), compared(new, old)
    monkeypatch.setattr(comparison, "prune", whole)

    assert (compared(old, new), compared(new, old)) == quick


def whole(old: Data, new: Data) -> tuple[Pruned, Pruned]:
    one, other = (
        Pruned(data, tuple(range(len(data["activities"])))) for data in (old, new)
    )
    return one, other


# --- who gets data for what no activity does


def selling(**narrowed: Data) -> Data:
    to = {"to": "adco", "disclosure": ["sold"], **narrowed}
    return policy(activities=[activity(recipients=["host", to])])


def test_a_sale_for_a_purpose_of_no_activity_is_a_sale() -> None:
    old = policy(activities=[activity(recipients=["host"])])

    assert told(old, selling(purposes=["tell"])) == [
        ("recipient-added", "new recipient: AdCo, of E-mail"),
        ("sale-started", "now sold: E-mail, to AdCo"),
    ]
    assert told(selling(), selling(purposes=["sell", "tell"])) == [
        (
            "disclosure-purpose-added",
            "recipient for further purposes: AdCo, of E-mail, for Tell",
        ),
    ]


def test_what_is_sold_generally_for_a_purpose_of_no_activity_is_a_sale() -> None:
    to = {"to": "adco", "disclosure": ["sold"], "purposes": ["tell"]}
    old, new = policy(), policy(general=[general(recipients=[to])])

    assert ("sale-started", "now sold: E-mail, to AdCo") in told(old, new)


def test_what_goes_abroad_for_a_purpose_of_no_activity_goes_abroad() -> None:
    def sent(*purposes: str) -> Data:
        to = {"to": "host", "countries": ["CN"], "purposes": [*purposes]}
        return policy(activities=[activity(recipients=["host"], transfers=[to])])

    old = policy(activities=[activity(recipients=["host"])])
    assert told(old, sent("tell")) == [
        ("transfer-added", "new transfer: to China (Host), of E-mail")
    ]
    assert told(sent("sell"), sent("sell", "tell")) == [
        (
            "disclosure-purpose-added",
            "recipient for further purposes: China (Host), of E-mail, for Tell",
        )
    ]


# --- what people can ask for, and are denied


def granting(*blocks: Data, **contact: str) -> Data:
    return policy(
        contacts={"desk": {"name": "Desk", "email": "desk@x.example", **contact}},
        rights=list(blocks) or [{"grants": {"access": {}}, "via": ["desk"]}],
    )


def test_an_address_that_requests_are_sent_to_is_a_way_to_use_rights() -> None:
    old, new = granting(phone="1", form="https://x.example"), granting(phone="1")

    gone = "way to use rights gone: form of Desk"
    assert told(old, new) == [("right-method-removed", gone)]
    assert values(old, new) == [("right-method-removed", "form of Desk", None)]
    (change,) = facts(compared(old, new))
    assert change.old_location is not None
    assert str(change.old_location.pointer) == "/contacts/desk/form"
    other = [("contact-changed", "contact changed: Desk, another phone")]
    assert told(new, granting(phone="2")) == other


def test_an_address_of_a_contact_that_is_first_asked_now_is_told_as_well() -> None:
    silent: Data = {"grants": {"access": {}}}
    new = granting(phone="1")

    assert told(granting(silent), new) == [
        ("contact-changed", "more ways to reach a contact: Desk, phone"),
        ("right-method-added", "further way to use rights: Desk"),
    ]


def test_a_right_for_another_purpose_is_lost_for_the_one() -> None:
    def objecting(purpose: str) -> Data:
        return granting({"grants": {"objection": {"purposes": [purpose]}}})

    assert values(objecting("sell"), objecting("tell")) == [
        ("right-narrowed", "Sell", None),
        ("right-widened", None, "Tell"),
    ]


def test_a_time_beside_another_is_not_stated_for_the_first_time() -> None:
    block = {"grants": {"access": {}}, "for": ["europe"], "response": "P30D"}
    other = {**block, "for": ["britain"], "response": "P45D", "verification": "a call"}
    both = {**block, "for": ["europe", "britain"], "verification": "an e-mail"}
    old = granting({**block, "verification": "an e-mail"}, other)

    kinds = [slug for slug, _ in told(old, granting(both, other))]
    assert kinds == ["right-reworded", "right-reworded"]


def test_a_denial_narrowed_for_one_use_is_withdrawn_for_it() -> None:
    def staying(*left_out: str) -> Data:
        about: Data = {"data_categories": ["email"]}
        if left_out:
            about["except"] = {"activities": [*left_out]}
        said = {"id": "g", "about": about, "transfers": "none"}
        acts = [activity(), {**activity(purposes=["tell"]), "id": "b"}]
        return policy(activities=acts, general=[said])

    assert told(staying(), staying("b")) == [
        (
            "none-withdrawn",
            "no longer said that there are none: transfers of E-mail, for Tell",
        )
    ]


def test_a_cell_that_denied_and_names_somebody_is_a_denial_withdrawn() -> None:
    def printing(*to: str) -> Data:
        row = {"label": "Contact data", "sold_to": list(to) or "none"}
        return policy(published=[{"table": "sold", "rows": [row]}])

    assert [slug for slug, _ in told(printing(), printing("AdCo"))] == [
        "none-withdrawn"
    ]
    assert [slug for slug, _ in told(printing("AdCo"), printing("AdCo", "BigAd"))] == [
        "table-row-changed"
    ]


def test_data_may_be_sensitive_in_one_law_and_not_in_another() -> None:
    def about(**laws: list[str]) -> Data:
        data = {"email": {"name": "E-mail", "sensitive": laws}}
        return policy(data_categories=data)

    both = {"gdpr": ["health"], "us-ca-ccpa": ["health"]}
    assert told(about(**both), about(gdpr=["health"])) == [
        ("sensitive-removed", "no longer sensitive data in California: E-mail (health)")
    ]


def test_who_is_outside_the_policy_is_named() -> None:
    def leaving_out(*recipients: str) -> Data:
        left = {"what": "features", "because": "third-party", "recipients": recipients}
        return policy(scope={"excludes": [left]})

    assert values(leaving_out("host", "adco"), leaving_out("host")) == [
        ("scope-widened", "AdCo", None)
    ]


# --- what kind of data, whom it reaches, and where it goes


HEALTH = {
    "email": {"name": "E-mail", "sensitive": {"gdpr": ["health"]}},
    "phone": {"name": "Phone"},
}


def test_sensitive_data_for_a_new_purpose_asks_for_a_condition() -> None:
    def using(*purposes: str) -> Data:
        other = {"id": "b", "data_categories": ["phone"], "purposes": ["tell"]}
        acts = [activity(purposes=[*purposes]), other]
        return policy(data_categories=HEALTH, activities=acts)

    pairing, found = facts(compared(using("sell"), using("sell", "tell")))
    assert pairing.kind.slug == "pairing-added"
    assert found.kind.slug == "sensitive-pairing-added"
    assert found.message == (
        "sensitive data for the GDPR now also used: E-mail, for Tell"
    )
    asked = {cited.label for each in found.consequences for cited in each.cites}
    assert asked == {"GDPR Art. 9(2)", "GDPR Art. 10", "GDPR Art. 35"}


def test_a_new_purpose_of_sensitive_data_is_told_of_both() -> None:
    old = policy(data_categories=HEALTH)
    acts = [activity(purposes=["sell", "tell"])]
    new = policy(data_categories=HEALTH, activities=acts)

    kinds = [slug for slug, _ in told(old, new)]
    assert kinds == ["purpose-added", "sensitive-pairing-added"]


def test_marketing_by_a_laxer_statement_keeps_fewer_promises() -> None:
    kind = {"channel": "email", "to": ["x"], "refusal_each_message": True}
    lax = {**kind, "to": ["y"], "refusal_each_message": False}
    people = {"x": {"name": "Customers"}, "y": {"name": "Visitors"}}
    old = policy(data_subjects=people, marketing=[kind])
    new = policy(data_subjects=people, marketing=[kind, lax])

    assert told(old, new) == [
        (
            "marketing-refusal-removed",
            "way to refuse marketing gone: email, refusal each message",
        ),
        ("marketing-widened", "marketing to more people: email"),
    ]
    *_, wider = sorted(facts(compared(old, new)), key=lambda each: each.kind.slug)
    assert str(wider.place.pointer) == "/marketing/1/to"


@pytest.mark.parametrize(
    ("country", "grave"), [("US", "material"), ("FR", "notable"), ("GB", "material")]
)
def test_within_the_union_nothing_goes_to_a_third_country(
    country: str, grave: str
) -> None:
    def sent(*countries: str) -> Data:
        to = {"to": "host", "countries": [*countries]}
        acts = [activity(recipients=["host"], transfers=[to])]
        about = {"id": "x", "title": "X", "regimes": ["eu-gdpr"]}
        return {**policy(activities=acts), "policy": about}

    (found,) = facts(compared(sent("CH"), sent("CH", country)))
    assert (found.kind.slug, found.significance.value) == ("transfer-added", grave)
    assert bool(found.consequences) is (grave == "material")


def test_a_processor_in_the_place_of_one_like_it_is_no_new_kind_of_recipient() -> None:
    def hosted(by: str, **about: str) -> Data:
        entry = {"name": by, "role": ["processor"], "category": "Hosting", **about}
        return policy(recipients={by: entry}, activities=[activity(recipients=[by])])

    one, like = hosted("one", country="DE"), hosted("like", country="DE")
    assert [slug for slug, _ in told(one, like)] == [
        "processor-added",
        "processor-removed",
    ]
    more = hosted("like", country="DE")
    more["activities"][0]["data_categories"] = ["email", "phone"]
    edge = hosted("like", country="DE")
    edge["activities"][0]["recipients"] = [{"to": "like", "role": "third-party"}]
    idle = {**one, "activities": [activity()]}
    wider = {**like, "activities": more["activities"]}
    for old, new in ((idle, like), (one, wider)):
        assert "recipient-added" in [slug for slug, _ in told(old, new)]
    for other in (
        hosted("far", country="US"),
        hosted("ads", category="Advertising"),
        edge,
    ):
        assert [slug for slug, _ in told(one, other)] == [
            "recipient-added",
            "recipient-removed",
        ]


# --- groups of readers


EU, EEA = "the European Union", "the European Economic Area"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["EEA"], ["DE"], [("audience-narrowed", EEA, "Germany")]),
        (["US"], ["US-CA"], [("audience-narrowed", "the United States", "US-CA")]),
        (
            ["US-CA"],
            ["US", "GB"],
            [("audience-widened", "US-CA", "the United Kingdom, the United States")],
        ),
        (
            ["EU"],
            ["EU", "IS", "LI", "NO"],
            [("audience-widened", EU, f"Iceland, Liechtenstein, Norway, {EU}")],
        ),
        (["EU", "IS", "LI", "NO"], ["EEA"], []),
        (
            ["DE", "FR"],
            ["FR", "IT"],
            [
                ("audience-narrowed", "Germany", None),
                ("audience-widened", None, "Italy"),
            ],
        ),
        ([], ["DE"], [("audience-narrowed", None, "Germany")]),
    ],
)
def test_places_lie_one_in_another(
    old: list[str], new: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    def reading(places: list[str]) -> Data:
        where = {"places": places} if places else {}
        return policy(
            audiences={"there": {"name": "There", **where}},
            activities=[activity(**{"for": ["there"]})],
        )

    assert values(reading(old), reading(new)) == expected
    told(reading(old), reading(new))


def test_what_is_offered_to_a_smaller_group_is_offered_to_fewer() -> None:
    def granting_to(*places: str) -> Data:
        return policy(
            audiences={"there": {"name": "There", "places": [*places]}},
            rights=[{"for": ["there"], "grants": {"access": {}}}],
        )

    (found,) = facts(compared(granting_to("EEA"), granting_to("DE")))
    assert (found.kind.slug, found.significance.value) == (
        "offered-to-fewer",
        "material",
    )
    assert found.message == "rights and promises for fewer people: There"


# --- what a change is about


def test_data_that_is_not_all_for_all_purposes_is_told_apart() -> None:
    """The phone for telling keeps its week."""
    data = {"mail": {"name": "Mail"}, "phone": {"name": "Phone"}}
    week = {"max": "P7D", "after": "the call"}

    def kept(years: str) -> Data:
        long = {"max": years, "after": "the call"}
        return policy(
            data_categories=data,
            retention={"long": long, "week": week},
            activities=[
                {**activity(retention=["long"]), "data_categories": ["mail", "phone"]},
                {
                    **activity(purposes=["tell"], retention=["long"]),
                    "id": "b",
                    "data_categories": ["mail"],
                },
                {
                    **activity(purposes=["tell"], retention=["week"]),
                    "id": "c",
                    "data_categories": ["phone"],
                },
            ],
        )

    assert told(kept("P1Y"), kept("P5Y")) == [
        ("retention-longer", "kept longer: Mail; Phone, for Sell")
    ]


def test_what_a_recipient_gets_for_which_purposes_is_told_apart() -> None:
    def sent(to: list[str], *, tell: list[str]) -> Data:
        host = {"to": "host", "disclosure": ["business-purpose"]}
        return policy(
            activities=[
                activity(purposes=["sell", "tell"], recipients=[
                    {**host, "data_categories": ["email"], "purposes": to},
                    {**host, "data_categories": ["phone"], "purposes": tell},
                ]) | {"data_categories": ["email", "phone"]},
            ],
            purposes={each: {"name": each.title()} for each in ("sell", "tell", "ask")},
        )  # fmt: skip

    more = "recipient for further purposes: Host, of E-mail, for Sell; Phone, for Tell"
    assert told(sent(["ask"], tell=["ask"]), sent(["sell", "ask"], tell=["tell"])) == [
        ("disclosure-purpose-added", more),
        (
            "disclosure-purpose-removed",
            "recipient for fewer purposes: Host, of Phone, for Ask",
        ),
    ]


def reading(*blocks: list[str]) -> Data:
    """A policy in which each block grants the right to object to some audiences."""
    rights = [{"for": block, "grants": {"objection": {}}} for block in blocks]
    return policy(
        audiences={
            "eu": {"name": "Europe", "places": ["EEA"]},
            "de": {"name": "Germany", "places": ["DE"]},
            "ours": {"name": "Members", "places": ["DE"], "narrowed_to": "members"},
        },
        **({"rights": rights} if rights else {}),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([["eu"], ["de"]], [["eu"]], []),
        ([["eu"]], [["eu", "de"]], []),
        (
            [["eu"], ["de"]],
            [],
            [("right-removed", "rights no longer granted: objection (for Europe)")],
        ),
        (
            [["de"]],
            [["eu"]],
            [("right-added", "new rights: objection (for Europe)")],
        ),
        (
            [["ours"]],
            [],
            [("right-removed", "rights no longer granted: objection (for Members)")],
        ),
        (
            [["ours"], ["de"]],
            [["ours"]],
            [("right-removed", "rights no longer granted: objection (for Germany)")],
        ),
    ],
)
def test_what_all_around_are_told_a_part_of_them_is_told(
    old: list[list[str]], new: list[list[str]], expected: list[tuple[str, str]]
) -> None:
    assert told(reading(*old), reading(*new)) == expected


def test_who_leaves_out_less_speaks_to_more() -> None:
    def but(*places: str) -> Data:
        rest = {"name": "Rest", "places": ["EEA"], "except_places": [*places]}
        return policy(audiences={"rest": rest})

    assert values(but("DE"), but("DE-BY")) == [("audience-widened", "Germany", "DE-BY")]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (["sold"], ["sold-for-money"], "claim-weakened"),
        (["disclosed"], ["sold"], "claim-weakened"),
        (["disclosed"], ["disclosed", "shared"], None),
        (["sold"], ["retained"], "claim-exchanged"),
    ],
)
def test_who_discloses_nothing_sells_nothing(
    old: list[str], new: list[str], kind: str | None
) -> None:
    def denying(never: list[str]) -> Data:
        return policy(claims=[{"id": "c", "never": never}])

    found = [slug for slug, _ in told(denying(old), denying(new))]
    assert found == ([] if kind is None else [kind])
