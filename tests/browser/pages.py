"""The pages there are, each with a link that fills it."""

PAGES = {
    "compare": "/compare",
    "data": "/data",
}
