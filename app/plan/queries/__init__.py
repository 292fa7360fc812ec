"""Questions about the plan."""

from app.plan.queries.answers import (
    answer_by_id,
    answers_of,
)
from app.plan.queries.concerned import councils_concerned
from app.plan.queries.listing import (
    NO_WISH,
    MeasureWish,
    all_measures,
    is_for_area,
    public_measures,
)
from app.plan.queries.measures import (
    HistoryLine,
    Station,
    area_ids_of_measure,
    codes_of_measure,
    history_of,
    measure_by_number,
    rests_on_evidence,
    stations,
    zones_to_choose,
)
from app.plan.queries.money import (
    YearMoney,
    budget_line,
    budget_lines,
    effect_of,
    effects_of,
    link_of,
    links_of,
    money_by_year,
    value_of,
)
from app.plan.queries.news import PlanNews, newest_changes, number_of_changes
from app.plan.queries.of_area import AreaMeasures, MeasureLine, measures_of_area

__all__ = [
    "NO_WISH",
    "AreaMeasures",
    "HistoryLine",
    "MeasureLine",
    "MeasureWish",
    "PlanNews",
    "Station",
    "YearMoney",
    "all_measures",
    "answer_by_id",
    "answers_of",
    "area_ids_of_measure",
    "budget_line",
    "budget_lines",
    "codes_of_measure",
    "councils_concerned",
    "effect_of",
    "effects_of",
    "history_of",
    "is_for_area",
    "link_of",
    "links_of",
    "measure_by_number",
    "measures_of_area",
    "money_by_year",
    "newest_changes",
    "number_of_changes",
    "public_measures",
    "rests_on_evidence",
    "stations",
    "value_of",
    "zones_to_choose",
]
