"""The partnership's plan in words for the board: findings, progress, conflicts."""

from collections import Counter
from datetime import date

from dashboard.findings import Finding
from dashboard.formats import value_text
from dashboard.language import Language
from dashboard.measure_words import agency_text, counterweight_sentence
from dashboard.periods import Period, Window, parse_period
from dashboard.plan.model import Action, Priority
from dashboard.plan.priorities import (
    Conflict,
    PriorityProgress,
    Progress,
)
from dashboard.plan.trajectory import Track
from dashboard.plan.view import PlanView, PriorityView
from dashboard.results import Status
from dashboard.verdict_words import change_clause
from dashboard.verdicts import Change, Outlook


def plan_finding(view: PlanView, language: Language) -> Finding:
    """What the board should know of its plan first."""
    gettext, ngettext = language.gettext, language.ngettext
    if not view.priorities:
        return Finding(
            gettext("No plan is loaded for this area"),
            gettext("A partnership’s priorities are shown here once they are loaded."),
        )
    outlooks = Counter(outlook_of(each) for each in view.measures)
    missed = outlooks[Outlook.WILL_MISS]
    targets = sum(each.target is not None for each in view.measures)
    gaps = len(view.gaps)
    if missed:
        heading = ngettext(
            "One of {targets} targets will be missed unless something changes",
            "{missed} of {targets} targets will be missed unless something changes",
            missed,
        )
    elif targets:
        heading = gettext("No target is sure to be missed")
    else:
        heading = gettext("The plan has no targets yet")
    lead = ngettext(
        "The plan has one priority.",
        "The plan has {count} priorities.",
        len(view.priorities),
    ).format(count=len(view.priorities))
    said = [lead]
    if outlooks[Outlook.WILL_MEET]:
        met = outlooks[Outlook.WILL_MEET]
        said.append(
            ngettext(
                "One target is met consistently.",
                "{count} targets are met consistently.",
                met,
            ).format(count=met)
        )
    if outlooks[Outlook.HIT_AND_MISS]:
        chance = outlooks[Outlook.HIT_AND_MISS]
        said.append(
            ngettext(
                "One is met or missed by chance.",
                "{count} are met or missed by chance.",
                chance,
            ).format(count=chance)
        )
    if gaps:
        said.append(
            ngettext(
                "One gap would be found by an inspector.",
                "{count} gaps would be found by an inspector.",
                gaps,
            ).format(count=gaps)
        )
    return Finding(
        heading.format(missed=missed, targets=targets),
        " ".join(said),
    )


def priority_finding(view: PriorityView, language: Language) -> Finding:
    """How one priority stands, and why the partnership chose it."""
    priority = view.priority
    said = [outlook_text(each, language) for each in view.progress.measures]
    if not said:
        said = [language.gettext("nothing shows yet whether it succeeds")]
    heading = language.gettext("{title}: {outlook}").format(
        title=priority.title.text(language), outlook=said[0]
    )
    return Finding(heading, priority.why.text(language))


def outlook_of(progress: Progress) -> Outlook:
    """Whether the target will be met; a target without figures cannot be judged."""
    if progress.target is None:
        return Outlook.NO_TARGET
    if progress.row is None:
        return Outlook.NOT_ENOUGH_DATA
    return progress.row.verdict.outlook


def outlook_text(progress: Progress, language: Language) -> str:
    """Assurance as a heading ends: "the target of 9.0% will be missed"."""
    message = {
        Outlook.WILL_MEET: language.gettext(
            "the target of {target} is met consistently"
        ),
        Outlook.WILL_MISS: language.gettext(
            "the target of {target} will be missed unless something changes"
        ),
        Outlook.HIT_AND_MISS: language.gettext(
            "the target of {target} is met at times and missed at times, by chance"
        ),
        Outlook.NOT_ENOUGH_DATA: language.gettext(
            "it cannot be said yet whether the target of {target} will be met"
        ),
        Outlook.NO_TARGET: language.gettext("its measure has no target"),
    }[outlook_of(progress)]
    return message.format(target=target_text(progress, language))


def assurance_sentence(progress: Progress, language: Language) -> str:
    """Where the measure stands against its target and the way there, in sentences."""
    said = [_sentence(outlook_text(progress, language))]
    told = track_text(progress, language)
    if told:
        said.append(told)
    return " ".join(said)


def track_text(progress: Progress, language: Language) -> str:
    """Against the level planned by now; empty where there is no plan."""
    message = {
        Track.AHEAD: language.gettext(
            "It was ahead of the planned way, which was at {level} by {judged}."
        ),
        Track.AS_PLANNED: language.gettext(
            "Its usual range held the level planned for {judged}, {level}."
        ),
        Track.BEHIND: language.gettext(
            "It was behind the planned way, which was at {level} by {judged}."
        ),
        Track.NOT_YET: language.gettext(
            "The plan expects the change all at once, in {due}."
        ),
        Track.UNKNOWN: "",
    }[progress.track]
    judged = progress.row.chart.judged if progress.row else None
    return message.format(
        level=value_text(progress.measure, planned_level(progress), language),
        due=due_text(progress, language),
        judged=_end_text(judged, language) if judged else "",
    )


def _end_text(period: Period, language: Language) -> str:
    """The month by whose end the period is over."""
    return language.month(date(period.last // 100, period.last % 100, 1))


def planned_level(progress: Progress) -> float | None:
    """The level planned for the period that is judged; None without a plan."""
    row, trajectory = progress.row, progress.trajectory
    judged = row.chart.judged if row else None
    if trajectory is None or judged is None:
        return None
    return trajectory.level(judged.last)


def target_text(progress: Progress, language: Language) -> str:
    """The target's level; a dash without one."""
    value = progress.target.value if progress.target else None
    return value_text(progress.measure, value, language)


def due_text(progress: Progress, language: Language) -> str:
    """When the target is due: "March 2026"; empty without one."""
    return period_text(progress.target.due_period, language) if progress.target else ""


def period_text(label: str, language: Language) -> str:
    """A period as plans write it, in words; as it stands where it is none."""
    for window in (Window.MONTH, Window.QUARTER, Window.YEAR):
        period = parse_period(label, window)
        if period is not None:
            return period.words(language)
    return label


def latest_text(progress: Progress, language: Language) -> str:
    """The latest figure of a single period: "81.4% in December 2025"."""
    row = progress.row
    latest = row.chart.latest if row else None
    if row is None or latest is None:
        return language.gettext("no figures")
    message = language.gettext("{value} in {period}")
    if latest.status == Status.PROVISIONAL:
        message = language.gettext("{value} in {period}, provisional")
    return message.format(
        value=value_text(row.measure, latest.value, language),
        period=period_text(latest.period, language),
    )


def conflicts_sentence(conflicts: tuple[Conflict, ...], language: Language) -> str:
    """Whether targets pull against each other now."""
    pulling = sum(conflict.is_pulling for conflict in conflicts)
    if pulling:
        return language.ngettext(
            "Two agencies’ targets pull against each other: one improves while the "
            "other gets worse.",
            "{count} pairs of agencies’ targets pull against each other: one improves "
            "while the other gets worse.",
            pulling,
        ).format(count=pulling)
    if conflicts:
        return language.gettext(
            "Some targets of two agencies weigh on each other. None pulls against "
            "another now."
        )
    return language.gettext("No target of one agency weighs on that of another.")


def conflict_sentence(conflict: Conflict, language: Language) -> str:
    """What one pair does to each other."""
    first, second = conflict.first.measure, conflict.second.measure
    words = {
        "first": first.name(language),
        "second": second.name(language),
        "one": agency_text(first.lead_agency, language),
        "other": agency_text(second.lead_agency, language),
    }
    message = language.gettext(
        "“{first}” ({one}) weighs on “{second}” ({other}). Neither gains at the "
        "other’s cost now."
    )
    if conflict.is_pulling:
        message = language.gettext(
            "“{first}” ({one}) and “{second}” ({other}) move apart: a gain on one may "
            "be paid for on the other. Agree together what matters more."
        )
    return message.format(**words)


def balancing_sentence(progress: PriorityProgress, language: Language) -> str:
    """What must not get worse and does, with a warning where the priority improves."""
    worse = [
        language.gettext("“{measure}”").format(measure=each.row.measure.name(language))
        for each in progress.balancing
        if each.row.verdict.change == Change.WORSENING
    ]
    warnings = [
        text
        for each in progress.balancing
        for head in progress.rows
        if (text := counterweight_sentence(each, head, language))
    ]
    if warnings:
        return " ".join(warnings)
    if not worse:
        return language.gettext("None of these has got worse.")
    return language.gettext("Got worse: {measures}.").format(
        measures=language.join(worse)
    )


def change_text(progress: Progress, language: Language) -> str:
    """Changing over time, as a sentence; empty without figures."""
    if progress.row is None:
        return ""
    return language.gettext("{change}.").format(
        change=change_clause(progress.row.verdict, language)
    )


def state_word(action: Action, *, today: date, language: Language) -> str:
    """How far an action is; late where its day has passed."""
    if action.is_late(today):
        return language.gettext("Late")
    return {
        "planned": language.gettext("Planned"),
        "under_way": language.gettext("Under way"),
        "done": language.gettext("Done"),
        "stopped": language.gettext("Stopped"),
    }[action.state]


def actions_sentence(priority: Priority, *, today: date, language: Language) -> str:
    """How many actions are how far: "1 done, 1 under way, 1 late"."""
    if not priority.actions:
        return language.gettext("No action is written down.")
    counts = Counter(
        "late" if action.is_late(today) else action.state for action in priority.actions
    )
    messages = {
        "done": language.gettext("{count} done"),
        "under_way": language.gettext("{count} under way"),
        "planned": language.gettext("{count} planned"),
        "late": language.gettext("{count} late"),
        "stopped": language.gettext("{count} stopped"),
    }
    said = [
        message.format(count=counts[state])
        for state, message in messages.items()
        if counts[state]
    ]
    return ", ".join(said)


def led_text(priority: Priority, language: Language) -> str:
    """Who leads, and who answers for it."""
    lead = agency_text(priority.lead_agency, language)
    if not priority.owner:
        return language.gettext("Led by {agency}; nobody owns it").format(agency=lead)
    return language.gettext("Led by {agency}; {owner}").format(
        agency=lead, owner=priority.owner
    )


def baseline_text(progress: Progress, language: Language) -> str:
    """Where the measure stood: "7.0% in January to March 2024"; empty without."""
    baseline = progress.planned.baseline
    if baseline is None:
        return ""
    value = value_text(progress.measure, baseline.value, language)
    if not baseline.period:
        return value
    return language.gettext("{value} in {period}").format(
        value=value, period=period_text(baseline.period, language)
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
