"""What the browser posts when a reader chooses something."""

from typing import Any

POST = "/_dash-update-component"


def question(address: object) -> dict[str, Any]:
    """What the browser posts when it asks about an address."""
    return {
        "output": "answer.data",
        "outputs": {"id": "answer", "property": "data"},
        "inputs": [
            {
                "id": "request",
                "property": "data",
                "value": {"href": address, "attempt": 1},
            }
        ],
        "changedPropIds": ["request.data"],
        "parsedChangedPropsIds": ["request.data"],
    }
