"""Bronze to silver: a keyed token instead of the customer, an age band instead of the birth date.

Usage: python3 tools/pseudonymise.py --in BRONZE --out SILVER     (HL_PSEUDO_KEY and HL_PSEUDO_KID in the environment)
See docs/rules.md, "Pseudonyms".
"""

import argparse
import csv
import sys

import pseudonym

SILVER = [
    "application_id", "applied_at", "subject_token", "country", "age_band", "channel", "employment",
    "income_month_eur", "debt_month_eur", "amount_eur", "term_months", "bureau_score", "late_payments_12m",
    "device_risk", "consent_scoring",
]  # fmt: skip
BANDS = [(18, "18-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"), (55, "55-64"), (65, "65+")]


def age_band(applied_at, birth_date):
    age = int(applied_at[:4]) - int(birth_date[:4])
    return next((name for least, name in reversed(BANDS) if age >= least), BANDS[0][1])


def silver_row(row, pseudonyms):
    """What silver has of a row of bronze. Columns are taken by name, so that a new one in bronze stays there."""
    made = {
        "subject_token": pseudonyms.of("customer_id", row["customer_id"]),
        "age_band": age_band(row["applied_at"], row["birth_date"]),
    }
    return {column: made[column] if column in made else row[column] for column in SILVER}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--in", dest="bronze", required=True)
    parser.add_argument("--out", dest="silver", required=True)
    arguments = parser.parse_args()
    pseudonyms = pseudonym.from_environment()
    try:
        with open(arguments.bronze, newline="", encoding="utf-8") as file:
            rows = [silver_row(row, pseudonyms) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        print(f"{arguments.bronze} cannot be read: {error!r}", file=sys.stderr)
        sys.exit(2)
    with open(arguments.silver, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, SILVER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows under key {pseudonyms.kid}")


if __name__ == "__main__":
    main()
