"""The publications the store can load, by name."""

from data.ingest import (
    arrests,
    court_outcomes,
    court_timeliness,
    cps_case_outcomes,
    crime_severity,
    crown_court,
    delivery_dashboard,
    demonstration,
    events,
    inspection,
    magistrates_courts,
    partnership,
    police_outcomes,
    police_uk_stop_search,
    population,
    recorded_crime,
    reoffending,
    stop_and_search,
    targets,
    tidy,
    trial_effectiveness,
    use_of_force,
)
from data.ingest.publication import Publication

# An importer adds one line here: its own PUBLICATION, imported above.
_ALL: tuple[Publication, ...] = (
    arrests.PUBLICATION,
    court_outcomes.PUBLICATION,
    court_timeliness.PUBLICATION,
    cps_case_outcomes.PUBLICATION,
    crime_severity.PUBLICATION,
    crown_court.PUBLICATION,
    delivery_dashboard.PUBLICATION,
    events.PUBLICATION,
    inspection.PUBLICATION,
    magistrates_courts.PUBLICATION,
    partnership.PUBLICATION,
    police_outcomes.PUBLICATION,
    police_uk_stop_search.PUBLICATION,
    population.PUBLICATION,
    recorded_crime.PUBLICATION,
    reoffending.PUBLICATION,
    stop_and_search.PUBLICATION,
    targets.PUBLICATION,
    trial_effectiveness.PUBLICATION,
    use_of_force.PUBLICATION,
    tidy.PUBLICATION,
    demonstration.PUBLICATION,
)

PUBLICATIONS: dict[str, Publication] = {each.name: each for each in _ALL}
