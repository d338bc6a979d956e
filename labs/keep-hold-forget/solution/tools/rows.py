"""Tables and logs row by row: what a program does not touch stays as it is, byte for byte."""

import csv
import io
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

# No six months in a row are longer, so a line of this age has been kept for half a year wherever it began.
LOG_FLOOR = timedelta(days=184)


class Rows:
    """A CSV table, or a log with one JSON object on each line.

    `rows` are pairs: the text as it stands in the file, with its line end, and the values by name.
    """

    def __init__(self, path):
        self.path = Path(path)
        self.is_log = self.path.suffix == ".jsonl"
        with open(self.path, newline="", encoding="utf-8") as file:
            self.lines = file.readlines()
        self.text = "".join(self.lines)
        self.header, self.columns = "", []
        self.rows = self._lines() if self.is_log else self._records()

    def _lines(self):
        return [(line, json.loads(line) if line.strip() else {}) for line in self.lines]

    def _records(self):
        # A quoted field may hold a line end, so the reader says how many lines each record took.
        reader = csv.reader(self.lines)
        records, start = [], 0
        for fields in reader:
            records.append(("".join(self.lines[start : reader.line_num]), fields))
            start = reader.line_num
        if not records:
            return []
        self.header, self.columns = records[0]
        return [(text, dict(zip(self.columns, fields))) for text, fields in records[1:]]

    def text_of(self, values):
        """A changed row as text."""
        if self.is_log:
            return json.dumps(values, ensure_ascii=False) + "\n"
        out = io.StringIO()
        end = "\r\n" if self.header.endswith("\r\n") else "\n"
        csv.writer(out, lineterminator=end).writerow(values[column] for column in self.columns)
        return out.getvalue()

    def keep(self, texts):
        """Replaces the rows by these texts, whole or not at all; a file that would not change is left alone."""
        text = self.header + "".join(texts)
        if text == self.text:
            return
        beside = self.path.with_name(f"{self.path.name}.new")
        with open(beside, "w", newline="", encoding="utf-8") as file:
            file.write(text)
        os.replace(beside, self.path)


def moment(text):
    """The time that a text names: RFC 3339, or a date, which is its first second in UTC."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def applications_on_hold(root):
    holds = json.loads((Path(root) / "governance/holds.json").read_text(encoding="utf-8"))
    return {hold["application_id"] for hold in holds["holds"]}
