"""Statistics: numbers in, numbers out; no files, no frames, no words for a page.

Every function answers in one of three ways.

1. A number. Full precision; rounding belongs to the page.
2. Missing. `None` in gives `None` out (`Interval(None, None)`, an `Estimate` whose
   reason is MISSING): missing is never zero. What is lawful to ask but cannot be
   shown (too few events, nothing to compare with) is `None` as well, and the result
   says why in its `reason`.
3. Refused. Input that cannot be true (a negative count, more convictions than cases,
   not a number) raises `Refused`, whose `reason` is a member of `Reason`. A function
   judging many areas at once leaves the refused area out and lists it by name.

Outside means strictly outside: a value on a limit is inside, and two numbers are
equal when `nearly_equal` says so. `confidence` is two sided: 0.95 leaves 0.025 in each
tail. Polarity changes words only, never a limit, a rank or a test.
"""
