"""How hard a text is to read: the Flesch-Kincaid grade, and the age that goes with it.

Kincaid and others (1975): 0.39 words a sentence and 11.8 syllables a word, less 15.59,
is a school grade of the United States; a child is five years older than its grade.
"""

import re
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d[\d.,]*%?")
_VOWELS = re.compile(r"[aeiouy]+")
GRADE_TO_AGE = 5


def reading_age(texts: Iterable[str]) -> float:
    """The age at which the texts, taken together, are read with ease."""
    text = " ".join(texts)
    words = _WORD.findall(text)
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    syllables = sum(count_syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return grade + GRADE_TO_AGE


def count_syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end; a number is taken for two."""
    plain = word.lower().replace("’", "'").split("'")[0]
    if not plain.isalpha():
        return 2
    groups = len(_VOWELS.findall(plain))
    is_silent = plain.endswith("e") and not plain.endswith(("le", "ee"))
    if (is_silent or re.search(r"[^aeioudt]ed$|[^aeiouscxz]es$", plain)) and groups > 1:
        groups -= 1
    return max(groups, 1)
