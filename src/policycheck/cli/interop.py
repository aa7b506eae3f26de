"""`policycheck import` and `policycheck export`: other formats, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycheck.cli.options import LimitsAsked, limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycheck.document import Document
    from policycheck.interop.loss import Imported, Located, Note
    from policycheck.limits import Limits

import_app = typer.Typer(
    help="Read a policy that another format holds.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
export_app = typer.Typer(
    help="Write a policy in another format.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

Files = Annotated[
    list[str], typer.Argument(help="Files to read, or - for standard input.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FOLDER", help="Write the policies to this folder."
    ),
]
Report = Annotated[
    bool,
    typer.Option(
        "--report", help="List each field not carried, instead of the policy."
    ),
]
PolicyPath = Annotated[str, typer.Argument(help="The policy.")]
LossReport = Annotated[
    bool,
    typer.Option("--report", help="List what the format does not hold, instead of it."),
]


@import_app.command("tilt")
def import_tilt(
    files: Files,
    output: Output = None,
    lossless: Annotated[
        bool,
        typer.Option(
            "--lossless", help="Keep placeholders, so that an export gives them back."
        ),
    ] = False,
    report: Report = False,
    limit: LimitsAsked = None,
) -> None:
    """Read TILT documents as policies: one activity for each disclosed entry.

    What no field holds stands under x-tilt. Examples: `policycheck import tilt
    shop.tilt.json > policy.yaml`, `policycheck import tilt *.json -o policies`.
    """
    from policycheck.interop import tilt_in

    most = limits(limit)
    found = [
        imported
        for path, raw in _read(files, most)
        for imported in tilt_in.read(path, raw, lossless=lossless, limits=most)
    ]
    _refuse_faults(found)
    notes = [each for imported in found for each in imported.located]
    policies = [(each.document.path, each.document.data) for each in found]
    _hand_on(policies, notes, output, report=report)


@import_app.command("fides")
def import_fides(
    files: Files,
    output: Output = None,
    report: Report = False,
    limit: LimitsAsked = None,
) -> None:
    """Read a Fides manifest as a policy: one activity for each declaration.

    The files are one manifest. Examples: `policycheck import fides .fides/*.yml >
    policy.yaml`, `policycheck import fides systems.yml --report`.
    """
    from policycheck.interop import fides

    most = limits(limit)
    manifest = fides.read(_read(files, most), most)
    _hand_on([(files[0], manifest.data)], manifest.notes, output, report=report)


def _read(paths: Sequence[str], most: Limits) -> list[tuple[str, bytes]]:
    from policycheck.cli.finding_policies import STDIN, standard_input
    from policycheck.discovery import read_file
    from policycheck.errors import PolicycheckError

    found = []
    for path in paths:
        is_input = path == STDIN
        candidate = standard_input(most) if is_input else read_file(path, most)
        if candidate.raw is None:
            message = f"{path}: {candidate.error}"
            raise PolicycheckError(message)
        found.append((candidate.path, candidate.raw))
    return found


def _refuse_faults(found: Iterable[Imported]) -> None:
    from policycheck.errors import PolicycheckError

    for imported in found:
        for fault in imported.document.faults:
            place = f"{imported.document.path}:{fault.span.line}:{fault.span.column}"
            message = f"{place}: {fault.message}"
            raise PolicycheckError(message)


def _hand_on(
    policies: Sequence[tuple[str, dict[str, object]]],
    notes: Sequence[Located],
    output: Path | None,
    *,
    report: bool,
) -> None:
    """Write the policies, or the report; what the report would say is counted."""
    from policycheck.cli.output import complain, emit
    from policycheck.yaml_text import write

    if output is not None:
        _write(policies, output)
    elif not report:
        if len(policies) > 1:
            message = "several policies need a folder: add --output FOLDER"
            raise typer.BadParameter(message, param_hint="--output")
        emit("".join(write(data) for _, data in policies))
    if report:
        emit(_lines(notes))
    elif notes:
        kinds = [each.note.kind.value for each in notes]
        counts = [f"{kinds.count(each)} {each}" for each in dict.fromkeys(kinds)]
        complain(f"not carried as it stands: {', '.join(counts)}; --report lists them")


def _lines(notes: Iterable[Located]) -> str:
    """The notes, one on a line whatever the keys they name hold."""
    from policycheck.interop.loss import told
    from policycheck.reports import harmless

    return "".join(f"{harmless.line(told([each])[:-1])}\n" for each in notes)


def _write(policies: Sequence[tuple[str, dict[str, object]]], folder: Path) -> None:
    from policycheck.cli.output import complain
    from policycheck.writing import create
    from policycheck.yaml_text import write

    taken: set[str] = set()
    for path, data in policies:
        about = data["policy"]
        name = str(about["id"]) if isinstance(about, dict) else "policy"
        number, file = 1, f"{name}.yaml"
        while file in taken:
            number += 1
            file = f"{name}-{number}.yaml"
        taken.add(file)
        create(str(folder / file), write(data))
        complain(f"{path} -> {folder / file}")


@export_app.command("tilt")
def export_tilt(
    policy: PolicyPath, report: LossReport = False, limit: LimitsAsked = None
) -> None:
    """Write a policy as a TILT document; an imported one comes back as it was.

    Example: `policycheck export tilt policies/shop/policy.yaml > shop.tilt.json`.
    """
    import json

    from policycheck.interop import tilt_out
    from policycheck.reports import harmless

    document = _valid(policy, limit)
    data = document.data
    text = json.dumps(tilt_out.export(data), indent=2, ensure_ascii=False) + "\n"
    text = harmless.in_json(text)
    _export(document, text, tilt_out.losses(data), report=report)


@export_app.command("dpv")
def export_dpv(
    policy: PolicyPath, report: LossReport = False, limit: LimitsAsked = None
) -> None:
    """Write a policy in the Data Privacy Vocabulary (DPV 2.3), as JSON-LD.

    Example: `policycheck export dpv policies/shop/policy.yaml > shop.jsonld`.
    """
    from policycheck.interop import dpv
    from policycheck.reports import harmless

    document = _valid(policy, limit)
    data = document.data
    text = harmless.in_json(dpv.export(data))
    _export(document, text, dpv.losses(data), report=report)


@export_app.command("ropa")
def export_ropa(
    policy: PolicyPath,
    processor: Annotated[
        bool, typer.Option("--processor", help="The record of Art. 30(2).")
    ] = False,
    report: LossReport = False,
    limit: LimitsAsked = None,
) -> None:
    """Write the record of processing activities (GDPR Art. 30) as CSV.

    Example: `policycheck export ropa policies/shop/policy.yaml > ropa.csv`.
    """
    from policycheck.interop import ropa
    from policycheck.reports import harmless

    document = _valid(policy, limit)
    data = document.data
    text = harmless.in_csv(ropa.export(data, processor=processor))
    _export(document, text, ropa.losses(data), report=report)


@export_app.command("json")
def export_json(policy: PolicyPath, limit: LimitsAsked = None) -> None:
    """Write the resolved policy as JSON: names looked up, general statements filled in.

    Example: `policycheck export json policies/shop/policy.yaml`.
    """
    from policycheck.cli.output import emit
    from policycheck.interop import resolved
    from policycheck.reports import harmless

    emit(harmless.in_json(resolved.export(_valid(policy, limit).data)))


def _valid(path: str, limit: list[str] | None) -> Document:
    from policycheck.cli.reading import valid_document

    return valid_document(path, limits(limit))


def _export(
    document: Document, text: str, lost: Sequence[Note], *, report: bool
) -> None:
    from policycheck.cli.output import complain, emit
    from policycheck.interop.loss import Located

    if report:
        emit(_lines(Located(document.locate(note.at), note) for note in lost))
        return
    emit(text)
    if lost:
        complain(f"not carried: {len(lost)} lost; --report lists them")
