#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blind forced choice: do people read our faces as of that gender, age and expression?

    blind_choice.py make IMAGO FOLDER    40 unlabelled portraits a question, on numbered sheets, and key.json
    blind_choice.py score FOLDER ANSWERS the share of right answers

IMAGO is the command line program. Show someone who has not seen key.json the sheets only; ANSWERS is a JSON object
from each question ("gender", "age", "expression") to a list of 40 words, in the sheet's order. Needs Pillow.
"""
import json
import random
import subprocess
import sys
from pathlib import Path

PICTURES, COLUMNS, SIDE, LABEL = 40, 8, 224, 22

# Per question: each answer and the sliders that stand for it. Linked sliders follow, as in the studio.
QUESTIONS = {
    "gender": {"feminine": {"gender": -0.9}, "masculine": {"gender": 0.9}},
    "age": {"child": {"age": 9}, "young": {"age": 25}, "middle": {"age": 50}, "old": {"age": 78}},
    "expression": {
        "neutral": {},
        "happy": {"smile": 1},
        "surprised": {"surprise": 1},
        "angry": {"anger": 1},
        "sad": {"sadness": 1},
    },
}
EXPRESSIONS = ("smile", "surprise", "anger", "sadness", "mouth-open", "eyes-closed", "brow-height")


def sliders(question, answer, chance):
    values = dict.fromkeys(EXPRESSIONS, 0) if question == "expression" else {}
    if question == "gender":
        values["age"] = chance.randint(22, 55)
    if question == "expression":
        values["age"] = chance.randint(20, 60)
    values.update(QUESTIONS[question][answer])
    return [part for name, value in values.items() for part in ("--set", f"{name}={value}")]


def make(imago, folder):
    from PIL import Image, ImageDraw

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(2026)
    key = {}
    for question, answers in QUESTIONS.items():
        key[question] = [list(answers)[i % len(answers)] for i in range(PICTURES)]
        chance.shuffle(key[question])
        rows = -(-PICTURES // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * SIDE, rows * (SIDE + LABEL)), "white")
        pen = ImageDraw.Draw(sheet)
        for i, answer in enumerate(key[question]):
            picture = folder / "picture.png"
            subprocess.run([imago, "portrait", "--seed", str(chance.randint(1, 10**6)), "--linked", "--size", str(SIDE),
                            *sliders(question, answer, chance), "-o", picture], check=True, stdout=subprocess.DEVNULL)
            x, y = i % COLUMNS * SIDE, i // COLUMNS * (SIDE + LABEL)
            sheet.paste(Image.open(picture).convert("RGB"), (x, y + LABEL))
            pen.text((x + 6, y + 4), str(i + 1), fill="black")
            picture.unlink()
        sheet.save(folder / f"{question}.png")
    (folder / "key.json").write_text(json.dumps(key, indent=1))


def score(folder, answers):
    key = json.loads((Path(folder) / "key.json").read_text())
    given = json.loads(Path(answers).read_text())
    for question, truth in key.items():
        right = [a == b for a, b in zip(given[question], truth, strict=True)]
        print(f"{question}: {sum(right)} of {len(truth)}")
        for answer in QUESTIONS[question]:
            of = [r for r, t in zip(right, truth) if t == answer]
            print(f"  {answer}: {sum(of)} of {len(of)}")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("make", "score"):
        sys.exit(__doc__)
    (make if sys.argv[1] == "make" else score)(sys.argv[2], sys.argv[3])
