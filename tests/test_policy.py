"""The policy as rules see it: names resolved, slots with their grain, its readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from policycheck import schema
from policycheck.law import LawBook
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy, build
from policycheck.policy import slots as s
from policycheck.policy import statements as st
from policycheck.policy import values as v
from policycheck.policy.model import Organisation, Unresolved
from policycheck.policy.slots import Grain, Said, Slot
from policycheck.source import read

HEAD = """\
policycheck: 1
policy: {id: shop, title: Shop privacy policy}
controllers: {acme: {name: Acme}}
data_subjects: {customer: {name: Customers}, visitor: {name: Visitors}}
data_categories:
  email: {name: Email}
  device: {name: Device ids}
  statistics: {name: Counts, identifiability: aggregated}
purposes: {fulfil: {name: Deliver}, ads: {name: Advertise}}
legal_bases: {order: {basis: contract}, consent: {basis: consent}}
recipients: {host: {name: Host, role: [processor]}, adco: {name: AdCo}}
retention: {year: {max: P1Y}}
audiences:
  europe: {name: Europeans, places: [EEA, GB]}
  california: {name: Californians, places: [US-CA]}
  elsewhere: {name: Everyone else, except_places: [EEA, GB]}
  members: {name: Members, services: [club]}
"""


def policy(body: str = "") -> Policy:
    """The policy of the head and a body that adds keys or replaces them."""
    added = read("p.yaml", body.encode()).data if body else {}
    data = {**read("p.yaml", HEAD.encode()).data, **added}
    assert schema.problems(data) == []
    return build(data)


def ids(said: Said[v.Use[v.Purpose]] | Said[v.Use[v.DataCategory]]) -> list[str]:
    return [use.entry.id for use in said.values]


def at(*steps: str | int) -> Pointer:
    return Pointer(steps)


# --- names


def test_an_activity_names_entries_at_the_place_that_names_them() -> None:
    [activity] = policy("activities: [{id: a, purposes: [ads, fulfil]}]").activities
    entries = activity.purposes

    assert entries == (
        v.Use(
            at=at("activities", 0, "purposes", 0),
            entry=v.Purpose(at=at("purposes", "ads"), id="ads", name="Advertise"),
        ),
        v.Use(
            at=at("activities", 0, "purposes", 1),
            entry=v.Purpose(at=at("purposes", "fulfil"), id="fulfil", name="Deliver"),
        ),
    )


def test_an_entry_written_in_place_is_known_by_its_pointer() -> None:
    found = policy(
        "activities: [{id: a, purposes: [{name: Gifts}], recipients: [{name: Post}]}]"
    )
    gifts = v.Purpose(
        at=at("activities", 0, "purposes", 0),
        id="/activities/0/purposes/0",
        name="Gifts",
    )

    assert found.purposes["/activities/0/purposes/0"] == gifts
    assert list(found.purposes) == ["/activities/0/purposes/0", "fulfil", "ads"]
    assert list(found.recipients) == ["/activities/0/recipients/0", "host", "adco"]


def test_a_name_that_resolves_to_nothing_stands_for_what_was_meant() -> None:
    found = policy(
        "activities:\n"
        "  - {id: a, purposes: [fulfill], data_categories: [mail],"
        " legal_bases: [odrer], retention: [yer], trackers: [t], for: [asia]}\n"
    )
    [activity] = found.activities

    assert found.unresolved == tuple(
        Unresolved(at("activities", 0, slot, 0), catalogue, name)
        for slot, catalogue, name in [
            ("purposes", "purposes", "fulfill"),
            ("data_categories", "data_categories", "mail"),
            ("legal_bases", "legal_bases", "odrer"),
            ("retention", "retention", "yer"),
            ("trackers", "trackers", "t"),
            ("for", "audiences", "asia"),
        ]
    )
    assert isinstance(activity.legal_bases, tuple)
    assert activity.legal_bases[0].basis == v.LegalBasis(
        at=at("activities", 0, "legal_bases", 0),
        id="odrer",
        resolved=False,
        basis=None,
    )
    assert "fulfill" not in found.purposes


def test_what_is_named_anywhere_is_used() -> None:
    found = policy(
        "activities: [{id: a, purposes: [ads], recipients: [{to: adco}]}]\n"
        "general: [{id: g, about: {data_categories: [email]}, retention: [year]}]"
    )

    assert found.used == {
        ("purposes", "ads"),
        ("recipients", "adco"),
        ("data_categories", "email"),
        ("retention", "year"),
    }


def test_all_stands_for_every_entry_that_is_personal_data() -> None:
    """Wherever it is said, and whatever is written in place elsewhere."""
    found = policy(
        "activities:\n"
        "  - {id: a, data_categories: [{name: Own}], data_subjects: all}\n"
        "  - {id: b, data_categories: all}"
    )
    one, other = found.activities

    assert ids(found.said(other, s.DATA_CATEGORIES)) == ["email", "device"]
    assert [use.entry.id for use in found.entries(one, s.DATA_SUBJECTS)] == [
        "customer",
        "visitor",
    ]
    assert ("data_categories", "device") in found.used
    assert ("data_categories", "statistics") not in found.used


def test_joint_controllers_may_name_each_other() -> None:
    found = policy(
        "controllers: {a: {name: A, joint_with: [b]}, b: {name: B, joint_with: [a, c]}}"
    )

    assert [found.controllers[id_].joint_with for id_ in "ab"] == [("b",), ("a", "c")]
    assert found.unresolved == (
        Unresolved(at("controllers", "b", "joint_with", 1), "controllers", "c"),
    )


# --- what is said of an activity


SPEAKS: Mapping[str, str] = {
    "about all": "{id: g, about: all, purposes: [ads]}",
    "about its data": "{id: g, about: {data_categories: [email]}, purposes: [ads]}",
    "about itself": "{id: g, about: {activities: [a]}, purposes: [ads]}",
    "about its people": "{id: g, about: {data_subjects: [customer]}, purposes: [ads]}",
    "about its recipient": "{id: g, about: {recipients: [host]}, purposes: [ads]}",
    "about its data and people": (
        "{id: g, about: {data_categories: [email, device], data_subjects: [customer]},"
        " purposes: [ads]}"
    ),
    "about all but other data": (
        "{id: g, about: {except: {data_categories: [device]}}, purposes: [ads]}"
    ),
    "about all but another activity": (
        "{id: g, about: {except: {activities: [b]}}, purposes: [ads]}"
    ),
    "about all, with a note": "{id: g, about: {x-note: 1}, purposes: [ads]}",
}
SILENT: Mapping[str, str] = {
    "about other data": "{id: g, about: {data_categories: [device]}, purposes: [ads]}",
    "about another activity": "{id: g, about: {activities: [b]}, purposes: [ads]}",
    "about its data of other people": (
        "{id: g, about: {data_categories: [email], data_subjects: [visitor]},"
        " purposes: [ads]}"
    ),
    "about another recipient": "{id: g, about: {recipients: [adco]}, purposes: [ads]}",
    "about all but its data": (
        "{id: g, about: {except: {data_categories: [email]}}, purposes: [ads]}"
    ),
    "about all but itself": (
        "{id: g, about: {except: {activities: [a]}}, purposes: [ads]}"
    ),
    "about something else": "{id: g, about: all, retention: [year]}",
}
ORDERS = (
    "{id: a, data_categories: [email], data_subjects: [customer], recipients: [host]}"
)


@pytest.mark.parametrize("general", SPEAKS.values(), ids=SPEAKS)
def test_a_slot_left_out_is_filled_by_general_statements(general: str) -> None:
    found = policy(f"activities: [{ORDERS}]\ngeneral: [{general}]")
    said = found.said(found.activities[0], s.PURPOSES)

    assert (said.grain, ids(said)) == (Grain.GENERAL, ["ads"])
    assert [stated.at for stated in said.stated] == [at("general", 0, "purposes")]
    assert [stated.general for stated in said.stated] == [found.general[0]]
    assert not said.is_specific
    assert not said.is_undisclosed


@pytest.mark.parametrize("general", SILENT.values(), ids=SILENT)
def test_what_general_statements_do_not_say_of_it_is_undisclosed(general: str) -> None:
    found = policy(f"activities: [{ORDERS}]\ngeneral: [{general}]")
    said = found.said(found.activities[0], s.PURPOSES)

    assert said == Said(Grain.UNDISCLOSED, ())
    assert said.is_undisclosed


def test_its_own_words_come_before_general_ones() -> None:
    found = policy(
        "activities: [{id: a, purposes: [fulfil]}]\n"
        "general: [{id: g, about: all, purposes: [ads]}]"
    )
    [activity] = found.activities
    said = found.said(activity, s.PURPOSES)

    assert (said.grain, ids(said)) == (Grain.SPECIFIC, ["fulfil"])
    assert [stated.at for stated in said.stated] == [at("activities", 0, "purposes")]
    assert [stated.general for stated in said.stated] == [None]
    assert said.is_specific
    assert [
        use.entry.id
        for stated in found.generally(activity, s.PURPOSES)
        if isinstance(stated.answer, tuple)
        for use in stated.answer
    ] == ["ads"]


def test_every_general_statement_about_it_counts() -> None:
    found = policy(
        "activities: [{id: a, data_categories: [email]}]\n"
        "general:\n"
        "  - {id: g, about: all, purposes: [ads]}\n"
        "  - {id: h, about: {data_categories: [email]}, purposes: [fulfil]}\n"
        "  - {id: i, about: {data_categories: [device]}, purposes: [fulfil]}"
    )
    [activity] = found.activities

    assert ids(found.said(activity, s.PURPOSES)) == ["ads", "fulfil"]
    assert [general.id for general in found.general_about(activity)] == ["g", "h"]


def test_a_general_statement_can_name_the_data_another_one_speaks_of() -> None:
    """An activity that names no data has the data named for everything."""
    found = policy(
        "activities:\n"
        "  - {id: a, purposes: [ads]}\n"
        "  - {id: b, data_categories: {unclear: x}}\n"
        "general:\n"
        "  - {id: g, about: all, data_categories: [email]}\n"
        "  - {id: h, about: {data_categories: [email]}, retention: [year]}"
    )
    one, other = found.activities

    assert found.said(one, s.RETENTION).grain is Grain.GENERAL
    assert found.said(other, s.RETENTION).grain is Grain.UNDISCLOSED


# --- the four words


@pytest.mark.parametrize(
    "where", ["activities: [{id: a, ", "general: [{id: g, about: all, "]
)
def test_a_slot_can_say_none(where: str) -> None:
    """None is a statement; it is not silence."""
    body = f"{where}recipients: none}}]"
    found = policy(
        body if "activities" in where else f"activities: [{{id: a}}]\n{body}"
    )
    said = found.said(found.activities[0], s.RECIPIENTS)

    assert said.is_none
    assert not said.is_undisclosed
    assert (said.values, said.unclear) == ((), ())


def test_a_slot_can_say_words_that_decide_nothing() -> None:
    found = policy(
        "activities: [{id: a, retention: {unclear: as long as needed, quote: [q, r]}}]"
    )
    said = found.said(found.activities[0], s.RETENTION)
    unclear = v.Unclear(
        at=at("activities", 0, "retention"),
        words="as long as needed",
        quote=("q", "r"),
    )

    assert said.unclear == (unclear,)
    assert (said.values, said.is_none, said.is_specific) == ((), False, True)


def test_silence_is_undisclosed() -> None:
    found = policy("activities: [{id: a}]")

    for slot in vars(s).values():
        if isinstance(slot, Slot):
            assert found.said(found.activities[0], slot).is_undisclosed


# --- one data category, one purpose


NARROWED = """\
activities:
  - id: a
    data_categories: [email, device]
    purposes: [fulfil, ads]
    legal_bases: [order, {use: consent, for: [ads], data_categories: [device]}]
    recipients: [{to: adco, data_categories: [device], purposes: [ads]}]
    retention: [year]
general:
  - {id: g, about: all, recipients: [host]}
  - {id: h, about: {data_categories: [email]}, recipients: [{name: Email host}]}
  - {id: i, about: {except: {purposes: [ads]}}, recipients: [{name: Packer}]}
"""


@pytest.mark.parametrize(
    ("data_category", "purpose", "bases", "recipients"),
    [
        (None, None, ["order", "consent"], ["AdCo"]),
        ("device", None, ["order", "consent"], ["AdCo"]),
        ("device", "ads", ["order", "consent"], ["AdCo"]),
        ("device", "fulfil", ["order"], ["Host", "Packer"]),
        ("email", None, ["order"], ["Host", "Email host", "Packer"]),
        ("email", "ads", ["order"], ["Host", "Email host"]),
        (None, "ads", ["order", "consent"], ["AdCo"]),
    ],
)
def test_asked_about_one_thing_only_what_speaks_of_it_counts(
    data_category: str | None,
    purpose: str | None,
    bases: list[str],
    recipients: list[str],
) -> None:
    """Words about other data are no words about this; then general ones are asked."""
    found = policy(NARROWED)
    [activity] = found.activities

    said = found.said(
        activity, s.LEGAL_BASES, data_category=data_category, purpose=purpose
    )
    edges = found.said(
        activity, s.RECIPIENTS, data_category=data_category, purpose=purpose
    )
    kept = found.said(
        activity, s.RETENTION, data_category=data_category, purpose=purpose
    )

    assert [use.basis.id for use in said.values] == bases
    assert [edge.recipient.name for edge in edges.values] == recipients
    assert kept.is_specific


def test_what_is_narrowed_to_all_is_not_narrowed() -> None:
    found = policy(
        "activities: [{id: a, recipients: [{to: adco, data_categories: all}]}]"
    )
    said = found.said(found.activities[0], s.RECIPIENTS, data_category="email")

    assert [edge.data_categories for edge in said.values] == [None]
    assert said.values[0].concerns(purpose="ads", data_category="email")


def test_what_is_worked_out_of_a_policy_is_worked_out_once() -> None:
    found = policy()
    made: list[str] = []

    def make() -> int:
        made.append("x")
        return 7

    assert [found.once("a", make), found.once("a", make), found.once("b", make)] == [
        7,
        7,
        7,
    ]
    assert made == ["x", "x"]


def test_readers_of_a_place_have_what_is_worked_out_of_what_they_read() -> None:
    found = policy()

    assert found.once("a", lambda: 1) == 1
    assert found.addressed_to(EUROPE).once("a", lambda: 2) == 2


# --- who reads it


def law_of(*places: str) -> LawBook:
    return LawBook(
        regime="x",
        title="x",
        reviewed=date(2026, 1, 1),
        places=frozenset(places),
        provisions={},
    )


EUROPE = law_of("EU", "EEA", "DE", "FR", "IS")


ADDRESSED = """\
controllers:
  acme: {name: Acme}
  eu: {name: EU, for: [europe]}
  us: {name: US, for: [california]}
contacts: {every: {email: a@b.example}, us: {email: c@d.example, for: [california]}}
representatives: [{name: R, for: [europe]}, {name: S, for: [california]}]
activities: [{id: a}, {id: b, for: [california]}, {id: c, for: [california, europe]}]
general: [{id: g, about: all}, {id: h, about: all, for: [california]}]
rights: [{for: [europe], grants: {access: {}}}, {for: [california], grants: {know: {}}}]
complaints: {for: [california], courts: a court}
opt_outs: [{from: [sale], for: [california]}, {from: [sale], for: [members]}]
signals: {gpc: {is: honoured, for: [california]}, do_not_track: {is: ignored}}
financial_incentives: [{summary: x, for: [california]}]
automated_decisions:
  - {about: a, for: [california]}
  - {about: b, for: [elsewhere]}
  - {about: c}
claims:
  - {id: k, never: [sold], for: [elsewhere]}
  - {id: l, never: [sold], for: [nobody]}
"""


def test_readers_of_a_place_see_what_speaks_to_them_or_to_everyone() -> None:
    """An audience that names no places may be anywhere; so may one that is unknown."""
    found = policy(ADDRESSED).addressed_to(EUROPE)

    assert list(found.controllers) == ["acme", "eu"]
    assert list(found.contacts) == ["every"]
    assert [each.name for each in found.representatives] == ["R"]
    assert [each.id for each in found.activities] == ["a", "c"]
    assert [each.id for each in found.general] == ["g"]
    assert [list(each.grants) for each in found.rights] == [["access"]]
    assert found.complaints is None
    assert [each.audiences[0].id for each in found.opt_outs] == ["members"]
    assert found.gpc is None
    assert found.do_not_track is not None
    assert found.financial_incentives is None
    assert isinstance(found.automated_decisions, tuple)
    assert [each.about for each in found.automated_decisions] == ["c"]
    assert [each.id for each in found.claims] == ["l"]


def test_readers_elsewhere_see_what_leaves_others_out() -> None:
    found = policy(ADDRESSED).addressed_to(law_of("US-CA"))

    assert [each.id for each in found.activities] == ["a", "b", "c"]
    assert [each.id for each in found.claims] == ["k", "l"]
    assert isinstance(found.automated_decisions, tuple)
    assert [each.about for each in found.automated_decisions] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("left_out", "law", "is_read"),
    [
        (["DE"], EUROPE, True),
        (["DE", "FR", "IS"], EUROPE, False),
        (["EU"], EUROPE, False),
        (["EEA", "GB"], EUROPE, False),
        (["GB"], EUROPE, True),
        (["GB-SCT"], law_of("GB"), True),
        (["GB"], law_of("GB"), False),
        (["US"], law_of("US-CA"), False),
        (["US-NV"], law_of("US-CA"), True),
        (["US-CA", "US-NV"], law_of("US-CA"), False),
        (["US"], law_of(), True),
    ],
)
def test_who_leaves_out_a_part_still_speaks_to_the_rest(
    left_out: list[str], law: LawBook, *, is_read: bool
) -> None:
    """People outside Germany read the GDPR in France; outside the EU they do not."""
    words = f"""\
audiences: {{rest: {{name: The rest, except_places: [{", ".join(left_out)}]}}}}
activities: [{{id: a, for: [rest]}}]
"""
    assert bool(policy(words).addressed_to(law).activities) is is_read


def test_none_is_said_to_every_reader() -> None:
    found = policy("financial_incentives: none").addressed_to(EUROPE)

    assert found.financial_incentives is v.NONE


# --- what else a policy is made of


def test_a_policy_is_a_frozen_value() -> None:
    found = policy()

    with pytest.raises(FrozenInstanceError):
        setattr(found, "id", "other")  # noqa: B010 - mypy refuses the plain way


WHOLE = """\
policy:
  id: shop
  title: Shop
  version: 3
  serves_as: [privacy-policy]
  regimes: [eu-gdpr]
  quotes: {title: Shop}
  x-own: 1
scope:
  covers: [the shop, {text: the app, quote: our app}]
  excludes: [{what: jobs, because: separate-notice, data_subjects: [visitor]}]
organisation: {established_in: [DE], employees: 9, x-own: 1}
data_categories:
  email: {name: Email, elements: [address], ccpa: [identifiers], criminal: false}
  diet:
    name: Diet
    ccpa: none
    sensitive: {gdpr: [health], us-ca-ccpa: none, x-own: 1}
    criminal: {unclear: perhaps}
legal_bases:
  order: {basis: contract}
  interest:
    basis: legitimate-interests
    law: {cite: § 1, country: DE}
    interests: [{text: safety, whose: controller, for: [ads]}]
trackers:
  own: {kind: cookie, by: first-party}
  ads: {kind: cookie, by: adco, purposes: [ads]}
  lost: {kind: pixel}
activities:
  - id: a
    name: Orders
    sources: [data-subject, {from: third-party, name: Post}]
    conditions: [{condition: "gdpr:9-2-a", data_categories: [diet]}]
    recipients: [host, {to: host, role: third-party, disclosure: [sold], window: P1Y}]
    transfers:
      - {to: adco, countries: [US], adequacy: none}
      - {countries: [JP], adequacy: {decision: Japan}}
    provision: {is: [statutory], consequence: no order}
    quote: we do
    x-own: {a: 1}
rights:
  - {grants: {access: {how: write}, x-own: 1}, fee: none}
  - {grants: {know: {}}, fee: £1}
complaints: {authorities: [ICO], to_controller: {form: "https://a.example"}}
sensitive_use: {beyond_permitted: false}
metrics: {url: "https://m.example"}
security: {measures: locks}
marketing: [{channel: email, to: [customer]}]
published:
  - table: collected
    rows:
      - {label: Ids, categories: [identifiers], collected: true, disclosed_to: [Host]}
      - {label: Rest, categories: none, retention: [a year]}
claims:
  - {id: k, never: [sold], except: {recipients: [host], x-own: 1}, when: you agree}
"""


def test_each_part_of_a_policy_is_a_value_that_knows_its_place() -> None:
    found = policy(WHOLE)
    [activity] = found.activities

    assert (found.id, found.title, found.version) == ("shop", "Shop", "3")
    assert (found.serves_as, found.regimes) == (("privacy-policy",), ("eu-gdpr",))
    assert found.covers == (
        st.Sentence(at=at("scope", "covers", 0), text="the shop"),
        st.Sentence(at=at("scope", "covers", 1), text="the app", quote=("our app",)),
    )
    assert found.excludes == (
        st.Exclusion(
            at=at("scope", "excludes", 0),
            what="jobs",
            because="separate-notice",
            data_subjects=(found.data_subjects["visitor"],),
        ),
    )
    assert found.organisation == Organisation(established_in=("DE",), employees=9)
    assert found.unresolved == ()
    assert activity.quote == ("we do",)
    assert activity.name == "Orders"
    assert activity.at == at("activities", 0)
    assert (found.sensitive_use_beyond_permitted, found.metrics_url) == (
        False,
        "https://m.example",
    )
    assert found.security == "locks"


def test_a_data_category_knows_its_kinds_under_each_law() -> None:
    found = policy(WHOLE).data_categories
    diet = found["diet"]

    assert found["email"].ccpa == ("identifiers",)
    assert (found["email"].criminal, found["email"].sensitive) == (False, {})
    assert diet.ccpa is v.NONE
    assert diet.sensitive == {"gdpr": ("health",), "us-ca-ccpa": v.NONE}
    assert diet.criminal == v.Unclear(
        at=at("data_categories", "diet", "criminal"), words="perhaps"
    )
    assert [diet.kinds(law) for law in ("gdpr", "us-ca-ccpa", "x")] == [
        ("health",),
        (),
        (),
    ]


def test_a_legal_basis_carries_its_interests_and_its_law() -> None:
    found = policy(WHOLE)
    basis = found.legal_bases["interest"]
    place = at("legal_bases", "interest")

    assert basis.law == v.Law(at=place / "law", cite="§ 1", country="DE")
    assert basis.interests == (
        v.Interest(
            at=place / "interests" / 0,
            text="safety",
            whose="controller",
            purposes=(found.purposes["ads"],),
        ),
    )


def test_a_tracker_is_set_by_the_site_by_a_recipient_or_by_nobody_named() -> None:
    found = policy(WHOLE)

    assert {
        id_: (tracker.first_party, tracker.recipient)
        for id_, tracker in found.trackers.items()
    } == {
        "own": (True, None),
        "ads": (False, found.recipients["adco"]),
        "lost": (None, None),
    }


def test_an_edge_has_the_roles_of_its_recipient_unless_it_names_its_own() -> None:
    found = policy(WHOLE)
    place = at("activities", 0, "recipients")

    assert found.activities[0].recipients == (
        v.Disclosure(
            at=place / 0, recipient=found.recipients["host"], roles=("processor",)
        ),
        v.Disclosure(
            at=place / 1,
            recipient=found.recipients["host"],
            roles=("third-party",),
            kinds=("sold",),
            window="P1Y",
        ),
    )


def test_a_source_is_a_word_or_a_word_with_its_name() -> None:
    place = at("activities", 0, "sources")

    assert policy(WHOLE).activities[0].sources == (
        v.Source(at=place / 0, kind="data-subject"),
        v.Source(at=place / 1, kind="third-party", name="Post"),
    )


def test_a_transfer_says_what_adequacy_decision_there_is_if_any() -> None:
    found = policy(WHOLE)
    place = at("activities", 0, "transfers")

    assert found.activities[0].transfers == (
        v.Transfer(
            at=place / 0,
            recipient=found.recipients["adco"],
            countries=("US",),
            adequacy=v.NONE,
        ),
        v.Transfer(
            at=place / 1,
            countries=("JP",),
            adequacy=v.Adequacy(at=place / 1 / "adequacy", decision="Japan"),
        ),
    )


def test_conditions_and_the_duty_to_provide_are_statements() -> None:
    found = policy(WHOLE)
    [activity] = found.activities

    assert activity.conditions == (
        v.Condition(
            at=at("activities", 0, "conditions", 0),
            condition="gdpr:9-2-a",
            data_categories=(found.data_categories["diet"],),
        ),
    )
    assert activity.provision == (
        v.DataProvision(
            at=at("activities", 0, "provision"),
            required_by=("statutory",),
            consequence="no order",
        ),
    )


def test_rights_are_grants_by_name() -> None:
    one, other = policy(WHOLE).rights

    assert one.grants == {
        "access": st.Grant(
            at=at("rights", 0, "grants", "access"), right="access", how="write"
        )
    }
    assert (one.fee, other.fee) == (v.NONE, "£1")


def test_complaints_go_to_authorities_and_to_the_controller() -> None:
    assert policy(WHOLE).complaints == st.Complaints(
        at=at("complaints"),
        authorities=(st.Sentence(at=at("complaints", "authorities", 0), text="ICO"),),
        to_controller=st.ComplaintChannel(
            at=at("complaints", "to_controller"), form="https://a.example"
        ),
    )


def test_a_published_row_keeps_its_cells_as_printed() -> None:
    [table] = policy(WHOLE).published

    assert [(row.label, row.categories, row.cells) for row in table.rows] == [
        ("Ids", ("identifiers",), {"collected": True, "disclosed_to": ("Host",)}),
        ("Rest", v.NONE, {"retention": ("a year",)}),
    ]


def test_a_claim_says_what_it_leaves_out() -> None:
    assert policy(WHOLE).claims == (
        st.Claim(
            at=at("claims", 0),
            id="k",
            never=("sold",),
            but=st.Part(recipients=frozenset({"host"})),
            when="you agree",
        ),
    )


def test_marketing_names_whom_it_goes_to() -> None:
    found = policy(WHOLE)

    assert found.marketing == (
        st.Marketing(
            at=at("marketing", 0),
            channel="email",
            to=(found.data_subjects["customer"],),
        ),
    )


def test_an_organisation_can_be_established_nowhere() -> None:
    organisation = policy("organisation: {established_in: none}").organisation

    assert organisation == Organisation(established_in=())


def test_a_pairing_of_a_basis_names_purposes_and_data() -> None:
    found = policy(NARROWED)
    bases = found.activities[0].legal_bases

    assert isinstance(bases, tuple)
    assert bases[1] == v.BasisUse(
        at=at("activities", 0, "legal_bases", 1),
        basis=found.legal_bases["consent"],
        purposes=(found.purposes["ads"],),
        data_categories=(found.data_categories["device"],),
    )


def test_signals_are_honoured_or_not() -> None:
    found = policy("signals: {gpc: {is: honoured}, do_not_track: {is: ignored}}")

    assert found.gpc == st.Signal(at=ROOT / "signals" / "gpc", honoured=True)
    assert found.do_not_track == st.Signal(
        at=ROOT / "signals" / "do_not_track", honoured=False
    )
