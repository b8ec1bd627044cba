"""What the progression page says: its finding, and one sentence for each panel."""

from dashboard.areas import AreaType, Geography
from dashboard.findings import Finding
from dashboard.formats import benchmark_text
from dashboard.language import Language
from dashboard.overview_words import stage_text
from dashboard.periods import Period
from dashboard.progression.course import Course
from dashboard.progression.flow import Flow, Quarter
from dashboard.progression.shares import benchmark_key
from dashboard.progression.streams import Place
from dashboard.progression.trials import OutcomeView, Trials
from dashboard.progression.view import Built, ProgressionView
from dashboard.results import Comparison

#: A change of open cases by less than this share of them is no heading.
TELLING = 0.05


def lane_text(lane: str, language: Language) -> str:
    """The name of a lane, as short as a heading needs."""
    if lane == "cps":
        return language.gettext("CPS")
    if lane == "outcome":
        return language.gettext("Outcome")
    return stage_text(lane, language)


def party_text(party: str, language: Language) -> str:
    """Who a reason lies with."""
    return {
        "prosecution": language.gettext("Prosecution"),
        "defence": language.gettext("Defence"),
        "witness": language.gettext("Witness"),
        "court": language.gettext("Court"),
        "other": language.gettext("Other"),
    }[party]


def outcome_text(outcome: str, language: Language) -> str:
    """How a trial ended, as a heading says it."""
    return {
        "effective": language.gettext("Effective: went ahead on the day"),
        "cracked": language.gettext("Cracked: ended that day without a trial"),
        "ineffective": language.gettext("Ineffective: put off to another day"),
        "vacated": language.gettext("Vacated: taken out of the list before"),
    }[outcome]


def outcome_word(outcome: str, language: Language) -> str:
    """How a trial ended, in one word."""
    return {
        "effective": language.gettext("Effective"),
        "cracked": language.gettext("Cracked"),
        "ineffective": language.gettext("Ineffective"),
        "vacated": language.gettext("Vacated"),
    }[outcome]


def place_text(place: Place, geography: Geography, language: Language) -> str:
    """The name of whatever the figures are of."""
    return geography.areas[place.type, place.code].name(language)


def shared_text(place: Place, geography: Geography, language: Language) -> str:
    """Whose figures they are too, where they are of more than the area; else empty."""
    if not place.shared_with:
        return ""
    areas = [
        geography.areas[AreaType.CRIMINAL_JUSTICE_AREA, code].name(language)
        for code in place.shared_with
    ]
    return language.gettext("{place}, shared with {areas}").format(
        place=place_text(place, geography, language), areas=language.join(areas)
    )


def against_text(view: ProgressionView, language: Language) -> str:
    """What shares are compared with on this page."""
    key = benchmark_key(view.state, view.geography)
    return benchmark_text(key, view.geography, view.area, language)


def all_offences_text(view: ProgressionView, language: Language) -> str:
    """That figures are of every offence, where a group is chosen; else empty."""
    if not view.state.offence:
        return ""
    return language.gettext("All offences: not published by group.")


def span_text(view: ProgressionView, language: Language) -> str:
    """The span the page is about; empty with nothing loaded."""
    period = view.offered.spans.period
    return period.words(language) if period else ""


def progression_finding(view: ProgressionView, language: Language) -> Finding:
    """The heading and lead: what waits, and what does not go ahead."""
    area = view.area.name(language)
    if view.built is None:
        return Finding(
            language.gettext("Nothing has been loaded for {area}").format(area=area),
            language.gettext("Load a publication to see how its cases go on."),
        )
    place = view.court.name(language) if view.court else area
    return Finding(
        _heading(view, view.built, language).format(
            area=place, against=against_text(view, language)
        ),
        _lead(view, view.built, language),
    )


def _heading(view: ProgressionView, built: Built, language: Language) -> str:
    grown = _telling(built)
    effective = _effective(built.trials)
    is_fewer = effective is not None and effective.found.comparison == Comparison.WORSE
    is_more = effective is not None and effective.found.comparison == Comparison.BETTER
    if grown > 0:
        if is_fewer:
            return language.gettext(
                "More cases wait in {area}, and fewer trials go ahead than in {against}"
            )
        if is_more:
            return language.gettext(
                "More cases wait in {area}, but more trials go ahead than in {against}"
            )
        return language.gettext("More cases wait for court in {area} than before")
    if is_fewer:
        return language.gettext("Fewer trials go ahead in {area} than in {against}")
    if is_more:
        return language.gettext("More trials go ahead in {area} than in {against}")
    if grown < 0:
        return language.gettext("Fewer cases wait for court in {area} than before")
    return language.gettext("From the crime recorded to the case concluded in {area}")


def _change(built: Built) -> float | None:
    """By how much open cases of the area or court rose over the span."""
    if built.flow is None or built.flow[0].shared_with:
        return None
    span = built.flow[1].span
    if span is None or span.open is None or span.before is None:
        return None
    return span.open - span.before


def _telling(built: Built) -> float:
    """By how much open cases rose, where that is worth a heading; else 0."""
    change = _change(built)
    span = built.flow[1].span if built.flow else None
    if change is None or span is None or not span.before:
        return 0.0
    return change if abs(change) >= TELLING * span.before else 0.0


def _effective(trials: Trials | None) -> OutcomeView | None:
    if trials is None or trials.place.shared_with:
        return None
    return next(each for each in trials.outcomes if each.outcome == "effective")


def _lead(view: ProgressionView, built: Built, language: Language) -> str:
    said = []
    lane = stage_text(view.lane, language)
    span = built.flow[1].span if built.flow else None
    if _change(built) is not None and span is not None:
        said += [
            all_offences_text(view, language),
            _open_sentence(span, lane, language),
        ]
    effective = _effective(built.trials)
    if effective is not None and effective.found.own.value is not None:
        sentence = _trial_sentence(view, effective, lane, language)
        if built.trials and not built.trials.is_all_offences and view.state.offence:
            group = view.course.offence_name(view.state.offence, language)
            sentence = f"{group}: {sentence}"
        elif not said:
            said.append(all_offences_text(view, language))
        said.append(sentence)
    if not said:
        said.append(
            language.gettext(
                "Each agency counts its own cases, in its own unit: they stand side "
                "by side here, and are not one group of cases."
            )
        )
    return " ".join(each for each in said if each)


def _open_sentence(span: Quarter, lane: str, language: Language) -> str:
    change = (span.open or 0.0) - (span.before or 0.0)
    if change == 0:
        message = language.gettext(
            "{lane}: {open} cases were open at the end of {month}, as many as "
            "before {period}."
        )
    elif change > 0:
        message = language.gettext(
            "{lane}: {open} cases were open at the end of {month}, {change} more than "
            "before {period}."
        )
    else:
        message = language.gettext(
            "{lane}: {open} cases were open at the end of {month}, {change} fewer than "
            "before {period}."
        )
    return message.format(
        lane=lane,
        open=language.number(span.open or 0.0),
        change=language.number(abs(change)),
        month=month_text(span.period.last, language),
        period=span.period.words(language),
    )


def _trial_sentence(
    view: ProgressionView, effective: OutcomeView, lane: str, language: Language
) -> str:
    own = language.percent(effective.found.own.value or 0.0)
    other = effective.found.benchmark.value
    if other is None:
        return language.gettext("{own} of trials listed went ahead on the day.").format(
            own=own
        )
    return language.gettext(
        "{own} of trials listed went ahead on the day, against {other} in {against}."
    ).format(
        own=own,
        other=language.percent(other),
        against=against_text(view, language),
    )


def month_text(yyyymm: int, language: Language) -> str:
    """A month in full: June 2025."""
    return f"{language.month_name(yyyymm % 100)} {yyyymm // 100}"


def stages_sentence(view: ProgressionView, language: Language) -> str:
    """That the stages are not the same cases, or what became of those that are."""
    cohorts = view.built.cohorts if view.built else None
    if cohorts is None:
        return language.gettext(
            "Not the same cases: each stage is counted in its own unit and by its own "
            "clock. Nothing can be divided across a break; shares are given only "
            "where unit and source are the same."
        )
    own = cohorts.own
    return language.gettext(
        "Linked records are loaded: the {count} offences recorded in {period} are "
        "followed below for up to {months} months. The counts of the strip are not "
        "the same cases."
    ).format(
        count=language.number(own.entered.value or 0.0),
        period=own.period.words(language),
        months=own.known_months,
    )


def balance_sentence(flow: Flow, language: Language) -> str:
    """Whether the balance is out, and how long the open cases would take."""
    said = []
    span = flow.span
    if span is not None and span.difference is not None:
        if span.difference:
            message = language.gettext(
                "Open cases are counted, not worked out: {difference} are not "
                "explained by what came in and went out."
            )
            said.append(
                message.format(difference=signed_text(span.difference, language))
            )
        else:
            said.append(
                language.gettext("What came in and went out explains the open cases.")
            )
    pace = flow.pace
    if pace is not None and pace.months_to_clear is not None:
        message = language.gettext(
            "At the end of {month} {open} cases were open. At the pace of {period}, "
            "{disposed} disposed of a month, clearing them would take {months} months "
            "if nothing more came in; {received} a month did."
        )
        said.append(
            message.format(
                month=month_text(pace.period.last, language),
                open=language.number(pace.open),
                period=pace.period.words(language),
                disposed=_per_month(pace.disposed, language),
                months=language.number(pace.months_to_clear, 1),
                received=_per_month(pace.received, language),
            )
        )
    return " ".join(said)


def _per_month(value: float, language: Language) -> str:
    """Cases a month; few of them to a tenth, so that what is divided by them fits."""
    is_whole = value >= 100 or value == round(value)
    return language.number(value, 0 if is_whole else 1)


def signed_text(value: float, language: Language) -> str:
    """A difference with its sign: "+12" or "−12"; "0" for none."""
    return f"+{language.number(value)}" if value > 0 else language.number(value)


def what_if_sentence(flow: Flow, language: Language) -> str:
    """What the aim would take; empty where none is asked about."""
    found = flow.what_if
    if found is None:
        return ""
    words = {
        "open": language.number(found.open),
        "since": month_text(found.since, language),
        "aim": language.number(found.aim),
        "month": month_text(found.by, language),
        "months": found.months,
        "rate": language.number(found.per_month),
        "more": language.number(abs(found.more)),
    }
    if found.per_month == 0:
        message = language.gettext(
            "{aim} open cases by the end of {month} would be reached without "
            "disposing of any."
        )
    elif found.more > 0:
        message = language.gettext(
            "From the {open} cases open at the end of {since} to {aim} by the end of "
            "{month}, {rate} must be disposed of in each of the {months} months: "
            "{more} more than of late, if as many go on coming in."
        )
    else:
        message = language.gettext(
            "From the {open} cases open at the end of {since} to {aim} by the end of "
            "{month}, {rate} must be disposed of in each of the {months} months: "
            "{more} fewer than of late, if as many go on coming in."
        )
    return message.format(**words)


def comparison_words(
    comparison: Comparison, own: float | None, other: float | None, language: Language
) -> str:
    """Against the benchmark in a few words, learning and not blaming."""
    if comparison == Comparison.NOT_COMPARED or own is None or other is None:
        return ""
    if comparison == Comparison.SIMILAR:
        return language.gettext("Similar")
    is_high = own > other
    if comparison == Comparison.WORSE:
        high = language.gettext("More, which is worse")
        low = language.gettext("Fewer, which is worse")
    elif comparison == Comparison.BETTER:
        high = language.gettext("More, which is better")
        low = language.gettext("Fewer, which is better")
    else:
        high = language.gettext("More")
        low = language.gettext("Fewer")
    return high if is_high else low


def reach_text(reaches: tuple[int, int], language: Language) -> str:
    """From when to when something is published."""
    return language.gettext("{first} to {last}").format(
        first=month_text(reaches[0], language), last=month_text(reaches[1], language)
    )


def basis_text(basis: str, language: Language) -> str:
    """Whether open cases are counted or finished ones."""
    if basis == "finalised":
        return language.gettext("counted when finished")
    return language.gettext("counted as they stand")


def clock_text(kind: str, clock: Period, language: Language) -> str:
    """The time a figure is of: a span, or the end of a month."""
    if kind == "flow":
        return clock.words(language)
    return language.gettext("at the end of {month}").format(
        month=month_text(clock.last, language)
    )


def reason_name(view: ProgressionView, language: Language) -> str:
    """What the chosen reason is called; empty without one."""
    course: Course = view.course
    chosen = view.state.reason
    if chosen in course.reasons:
        return course.reasons[chosen].name(language)
    for leaving in course.exits:
        if leaving.id == chosen:
            return leaving.name(language)
    if chosen in ("cracked", "ineffective"):
        return outcome_word(chosen, language)
    return ""
