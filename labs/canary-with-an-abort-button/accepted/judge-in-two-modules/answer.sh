set -e
# Other arithmetic (rows as dictionaries, the normal quantile from the standard library), other output, the same verdicts.
mkdir -p tools/release
cat > tools/release/__init__.py <<'EOF'
EOF
cat > tools/release/rules.py <<'EOF'
from statistics import NormalDist

ONE_SIDED = round(NormalDist().inv_cdf(0.99), 3)
TWO_SIDED = round(NormalDist().inv_cdf(0.995), 3)


def z(hits, n, other_hits, other_n):
    p = (hits + other_hits) / (n + other_n)
    variance = p * (1 - p) * (n + other_n) / (n * other_n)
    return 0.0 if variance == 0 else (hits / n - other_hits / other_n) / variance**0.5


def apply(s, c):
    n, m = c["requests"], s["requests"]
    stats = {
        "z_errors": z(c["errors_5xx"], n, s["errors_5xx"], m),
        "z_approval": z(c["approved"], n, s["approved"], m),
        "canary": c,
        "stable": s,
    }
    if c["errors_5xx"] >= 25 and 10 * c["errors_5xx"] >= n:
        return "abort", ["error_emergency"], stats
    if n < 500:
        return "hold", ["insufficient_sample", f"{n} requests"], stats
    found = {
        "latency": c["slow_250"] / n > max(0.05, 1.5 * s["slow_250"] / m),
        "decision_shift": abs(stats["z_approval"]) > TWO_SIDED and abs(c["approved"] / n - s["approved"] / m) >= 0.03,
        "error_rate": stats["z_errors"] > ONE_SIDED and c["errors_5xx"] / n - s["errors_5xx"] / m >= 0.005,
    }
    reasons = [name for name, holds in found.items() if holds]
    if reasons:
        return "abort", reasons, stats
    return ("hold", ["more_data"], stats) if n < 1000 else ("promote", ["nothing against it"], stats)
EOF
cat > tools/judge.py <<'EOF'
import csv, json, sys
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from release import rules

parser = ArgumentParser()
parser.add_argument("--canary", type=Path)
parser.add_argument("--stable", type=Path)
args = parser.parse_args()


def window(path):
    rows = list(csv.DictReader(path.read_text().splitlines()))
    return {name: sum(int(row[name]) for row in rows) for name in ("requests", "errors_5xx", "slow_250", "approved")}


print("judging", args.canary)
try:
    verdict, reasons, stats = rules.apply(window(args.stable), window(args.canary))
except (OSError, KeyError, ValueError, TypeError) as error:
    sys.exit(print(f"cannot read a window: {error!r}", file=sys.stderr) or 2)
print(json.dumps({"stats": stats, "reasons": reasons, "verdict": verdict}))
EOF
