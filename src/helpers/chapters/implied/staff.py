"""What the largest organisations hold of all staff, as numbers for the prose."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.bounds.staff import WOMEN, YOUTH, StaffBounds

if TYPE_CHECKING:
    import pandas as pd

    from helpers.study import Study


def staff_frame(study: Study, found: StaffBounds) -> pd.DataFrame:
    """One row per share: share (id), low, high, printed (fractions), status, claim_ids."""
    import pandas as pd

    ledger = study.ledger
    women = ledger[WOMEN].value / ledger["staff_gender_known"].value
    youth = ledger[YOUTH].value / ledger["staff_total_youth"].value
    rows = [
        ("largest_share", found.largest_share, None, "staff_size_over_30 staff_total"),
        ("women_others", found.women_others, women, "staff_women staff_gender_known"),
        ("women_largest", found.women_largest, women, "staff_women staff_gender_known"),
        ("youth_others", found.youth_others, youth, "staff_youth staff_total_youth"),
        ("youth_largest", found.youth_largest, youth, "staff_youth staff_total_youth"),
    ]
    return pd.DataFrame(
        [
            {
                "share": share,
                "low": _float(bounds.low),
                "high": _float(bounds.high),
                "printed": _float(printed),
                "status": bounds.status,
                "claim_ids": claims,
            }
            for share, bounds, printed, claims in rows
        ]
    )


def staff_numbers(study: Study, found: StaffBounds) -> dict[str, str]:
    """Numbers for the prose: largest_staff_low and _high (people), one_largest_low and _high, and
    <share>_low and _high in percent for the shares of `staff_frame`."""
    edition, numbers = study.edition, {}
    for name, bounds in (("largest_staff", found.largest), ("one_largest", found.one_largest)):
        numbers |= {f"{name}_low": edition.number(bounds.low)}
        numbers |= {f"{name}_high": edition.number(bounds.high)}
    for row in staff_frame(study, found).itertuples():
        numbers[f"implied_{row.share}_low"] = edition.percent(100 * row.low, 0)
        numbers[f"implied_{row.share}_high"] = edition.percent(100 * row.high, 0)
    return numbers


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
