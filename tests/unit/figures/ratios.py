"""Pictures of ratios, small enough to read."""

from dashboard.areas import Identity
from dashboard.figures.cascade import Block, CascadeRow, CascadeWords, cascade_figure
from dashboard.figures.forest import ForestRow, forest_figure
from dashboard.figures.ratio_trend import RatioYear, ratio_trend_figure
from dashboard.figures.ratios import RatioMark
from dashboard.figures.shares import ShareRow, shares_figure
from dashboard.figures.theme import BenchmarkLine, Figure
from dashboard.language import read_language
from dashboard.periods import period_from

ENGLISH = read_language("en")
WORDS = CascadeWords(
    same="Same rate as White people",
    shaded="0.8 to 1.25 shaded",
    less="← Less often",
    more="More often →",
    ratio="Ratio",
    interval="95% interval",
    words="In words",
    axis="Ratio, log scale",
)
HIDDEN = RatioMark("search.other", None, None, None, is_solid=False)


def mark(
    key: str,
    ratio: float,
    limits: tuple[float | None, float | None] = (None, None),
    *,
    is_solid: bool = True,
    is_withheld: bool = False,
) -> RatioMark:
    return RatioMark(key, ratio, *limits, is_solid=is_solid, is_withheld=is_withheld)


def row(name: str, drawn: RatioMark, words: str) -> CascadeRow:
    if drawn.ratio is None:
        return CascadeRow(name, drawn, "", "", words)
    ratio = f"{drawn.ratio:.2f}"
    return CascadeRow(name, drawn, ratio, f"{drawn.lower} to {drawn.upper}", words)


BLOCKS = (
    Block(
        "Stopped and searched",
        "per 1,000 residents, 2017/18",
        "ethnicity not stated for 20.3%",
        (
            row("Black", mark("search.black", 2.5, (2.2, 2.8)), "2.5 times as often"),
            row(
                "Mixed",
                mark("search.mixed", 1.1, (0.9, 1.4), is_solid=False),
                "No clear difference",
            ),
            row("Other ethnic group", HIDDEN, "Too few to publish [c]"),
        ),
    ),
    Block(
        "Arrested",
        "per 1,000 residents, 2018/19",
        "ethnicity not stated for 79.4%",
        (
            row(
                "Black",
                mark("arrest.black", 6.0, (4.0, 9.0), is_withheld=True),
                "No verdict",
            ),
        ),
    ),
    Block(
        "Sentenced to custody",
        "of those sentenced, 2017",
        "",
        (),
        "Published for England and Wales alone",
    ),
)


def make_cascade(width: int = 1200) -> Figure:
    return cascade_figure(BLOCKS, WORDS, width=width, language=ENGLISH)


def make_forest(width: int = 680) -> Figure:
    rows = [
        ForestRow("A1", "Northshire", mark("A1", 3.0, (2.0, 4.5)), "3.00", "3.0 times"),
        ForestRow(
            "A2",
            "Southshire",
            mark("A2", 1.4, (1.1, 1.8), is_withheld=True),
            "1.40",
            "No verdict: 79% not stated",
        ),
        ForestRow(
            "A3",
            "Easton",
            mark("A3", 0.9, (0.7, 1.2), is_solid=False),
            "0.90",
            "No clear difference",
        ),
        ForestRow(
            "A4",
            "Farley",
            RatioMark("A4", None, None, None, is_solid=False),
            "",
            "Too few to publish",
        ),
    ]
    return forest_figure(
        rows,
        identities={"A1": Identity.OWN, "A3": Identity.P1},
        nation=BenchmarkLine("England and Wales 2.10", 2.1),
        width=width,
        language=ENGLISH,
    )


def make_ratio_trend(width: int = 472) -> Figure:
    none = RatioMark("", None, None, None, is_solid=False)
    years = [
        RatioYear(
            period_from(year * 100 + 4, 12),
            none
            if year == 2013
            else mark(str(year), ratio, (ratio / 1.2, ratio * 1.2)),
            mark(str(year), ratio, (ratio / 1.1, ratio * 1.1)) if year > 2011 else none,
            starts_anew=year == 2015,
        )
        for year, ratio in zip(
            range(2010, 2018), (1.8, 1.9, 2.0, 2.1, 2.4, 2.6, 2.5, 2.9), strict=True
        )
    ]
    return ratio_trend_figure(
        years,
        pooled_label="Three years together",
        same_label="Same rate",
        width=width,
        language=ENGLISH,
    )


def make_shares(width: int = 472) -> Figure:
    return shares_figure(
        [
            ShareRow(
                "Arrested, 2018/19",
                0.206,
                "79.4% not stated",
                "No verdict",
                is_low=True,
            ),
            ShareRow("Searched, 2018/19", 0.95, "5.0% not stated", "Complete enough"),
            ShareRow("Convicted, 2017", None, "Not published", ""),
        ],
        enough=0.8,
        width=width,
    )
