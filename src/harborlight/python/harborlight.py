"""Harborlight's loan applications, made up from a seed: the same seed gives the same bytes on every machine.

Usage: python3 harborlight.py applications|outcomes NAME SEED ROWS FIRST START_DAY SPAN_DAYS

Prints the table NAME of SEED as CSV: ROWS applications numbered from FIRST, handed in during SPAN_DAYS days from START_DAY
days after 2026-01-05. Decisions are made with integers only, so that no rounding differs between machines; the same
generator stands in TypeScript in Plumbline's src/harborlight.
"""

import datetime
import math
import sys

COLUMNS = [
    "application_id", "applied_at", "customer_id", "national_id", "email", "birth_date", "country", "channel",
    "employment", "income_month_eur", "debt_month_eur", "amount_eur", "term_months", "bureau_score",
    "late_payments_12m", "device_risk", "consent_scoring",
]

# What is drawn, with weights in per mille.
COUNTRIES = [("DE", 380), ("PL", 270), ("PT", 200), ("SE", 150)]
CHANNELS = [("web", 480), ("app", 340), ("partner", 180)]
EMPLOYMENTS = [("permanent", 560), ("temporary", 160), ("self_employed", 130), ("retired", 70), ("student", 50),
               ("unemployed", 30)]
TERMS = [(6, 120), (12, 300), (18, 140), (24, 220), (36, 140), (48, 80)]
LATE_PAYMENTS = [(0, 640), (1, 170), (2, 90), (3, 50), (4, 30), (6, 20)]

INCOME_BY_COUNTRY = {"DE": 3100, "PL": 1750, "PT": 1650, "SE": 3000}
INCOME_BY_EMPLOYMENT = {"permanent": 0, "temporary": -350, "self_employed": 150, "retired": -500, "student": -900,
                        "unemployed": -1000}
RISK_BY_EMPLOYMENT = {"permanent": 0, "temporary": 35, "self_employed": 30, "retired": -10, "student": 45,
                      "unemployed": 95}

CUSTOMERS = 2400
EPOCH = datetime.datetime(2026, 1, 5)
WORD = 0xFFFFFFFF


class Random:
    """mulberry32: 32-bit integers from a number."""

    def __init__(self, seed: int) -> None:
        self.state = seed & WORD

    def u32(self) -> int:
        self.state = (self.state + 0x6D2B79F5) & WORD
        t = self.state
        t = ((t ^ (t >> 15)) * (t | 1)) & WORD
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & WORD)) & WORD
        return (t ^ (t >> 14)) & WORD

    def below(self, n: int) -> int:
        return self.u32() % n

    def permille(self) -> int:
        return self.below(1000)

    def pick(self, choices: list) -> object:
        drawn, total = self.permille(), 0
        for value, weight in choices:
            total += weight
            if drawn < total:
                return value
        raise ValueError(f"the weights sum to {total}, not to 1000")

    def bell(self) -> int:
        """About normal, with mean 0 and standard deviation 1000."""
        return sum(self.below(1001) for _ in range(12)) - 6000


def fnv1a(text: str) -> int:
    """FNV-1a, 32 bits: turns the words of a seed into the number that `Random` starts from."""
    digest = 0x811C9DC5
    for byte in text.encode():
        digest = ((digest ^ byte) * 0x01000193) & WORD
    return digest


# Probability in per mille by score (hundredths of log odds, -600 to 600): the only floats.
PROBABILITY = [min(999, max(1, int(1000 / (1 + math.exp(-score / 100)) + 0.5))) for score in range(-600, 601)]


def clamp(n: int, least: int, most: int) -> int:
    return max(least, min(most, n))


def customer(seed: str, number: int) -> tuple[str, datetime.date, str]:
    """Country, birth date and national id: the same in every table of a seed."""
    random = Random(fnv1a(f"{seed}/customer/{number}"))
    country = random.pick(COUNTRIES)
    year = 2026 - (18 + random.below(58))
    birth_date = datetime.date(year, 1 + random.below(12), 1 + random.below(28))
    return country, birth_date, f"{country}-{10000 + random.below(90000)}-{random.below(10)}"


def application(seed: str, random: Random, n: int, start_day: int, span_days: int, drift: dict) -> tuple[list[str], int]:
    """The cells of application `n`, and 1 if it defaulted. The order of the draws is part of the definition."""
    customer_number = 1 + random.below(CUSTOMERS)
    country, birth_date, national_id = customer(seed, customer_number)
    channel = random.pick(drift.get("channel", CHANNELS))
    employment, term, late = random.pick(EMPLOYMENTS), random.pick(TERMS), random.pick(LATE_PAYMENTS)
    partner = channel == "partner"
    income = max(450, INCOME_BY_COUNTRY[country] + INCOME_BY_EMPLOYMENT[employment] + random.bell() * 620 // 1000)
    debt = max(0, income * (80 + random.below(320)) // 1000)
    amount = (300 + random.below(1000) * random.below(1000) * 9700 // 1000000) // 10 * 10
    hit = drift.get("bureau", 0) if partner or drift.get("all") else 0
    young = 35 if employment in ("unemployed", "student") else 0
    bureau = clamp(655 + random.bell() * 70 // 1000 - late * 18 - young + hit, 300, 850)
    no_hit = random.permille() < 80
    device = clamp(220 + random.bell() * 140 // 1000 + (90 if partner else 0), 0, 1000)
    day, second = start_day + random.below(span_days), random.below(86400)
    consent = random.permille() >= 15
    risk = (
        -330
        - ((640 if no_hit else bureau) - 650) * 95 // 100
        + late * 38
        + (debt * 1000 // income - 240) * 35 // 100
        + (amount * 1000 // (income * term) - 25) * 60 // 100
        + RISK_BY_EMPLOYMENT[employment]
        + (device - 230) * 12 // 100
        + (25 + drift.get("concept", 0) if partner else 0)
    )
    defaulted = 1 if random.permille() < PROBABILITY[clamp(risk, -600, 600) + 600] else 0
    applied_at = EPOCH + datetime.timedelta(days=day, seconds=second)
    return [
        f"A-{n:06d}", f"{applied_at:%Y-%m-%dT%H:%M:%SZ}", f"C-{customer_number:05d}", national_id,
        f"user{customer_number}@example.test", birth_date.isoformat(), country, channel, employment, f"{income}.00",
        f"{debt}.00", f"{amount}.00", str(term), "" if no_hit else str(bureau), str(late),
        f"{device // 1000}.{device % 1000:03d}", "true" if consent else "false",
    ], defaulted


def table(name: str, seed: str, rows: int, first: int, start_day: int, span_days: int, drift: dict | None = None):
    """The cells of each application, and for each whether it defaulted (0 or 1)."""
    random = Random(fnv1a(f"{seed}/{name}"))
    drawn = [application(seed, random, first + i, start_day, span_days, drift or {}) for i in range(rows)]
    return [cells for cells, _ in drawn], [defaulted for _, defaulted in drawn]


def csv_text(header: list[str], rows: list[list[str]]) -> str:
    return "".join(",".join(cells) + "\n" for cells in [header, *rows])


def main(arguments: list[str]) -> int:
    if len(arguments) != 7 or arguments[0] not in ("applications", "outcomes"):
        print(__doc__, file=sys.stderr)
        return 2
    what, name, seed, *numbers = arguments
    rows, defaulted = table(name, seed, *map(int, numbers))
    if what == "applications":
        sys.stdout.write(csv_text(COLUMNS, rows))
    else:
        labels = [[cells[0], str(label)] for cells, label in zip(rows, defaulted)]
        sys.stdout.write(csv_text(["application_id", "defaulted_90d"], labels))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
