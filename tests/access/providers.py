"""A real OpenID provider in a process of its own, and people who sign in at it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLIENT = "coterminous"
SECRET = "only the provider and the site know this"
ADDRESS = re.compile(r"^provider at (http://127\.0\.0\.1:\d+)$")
FORM = re.compile(r'<form[^>]*action="([^"]+)"')
PROMPT = re.compile(r'name="prompt" value="(\w+)"')


@contextmanager
def provider_for(site: str, *options: str) -> Iterator[str]:
    """The address of a provider at which a site is registered."""
    node = Path(sys.prefix) / "bin" / "node"
    if not (ROOT / "node_modules" / "oidc-provider").exists() or not node.exists():
        pytest.skip("oidc-provider is not installed (make setup with the npm registry)")
    process = subprocess.Popen(
        [node, HERE / "provider.mjs", site, *options],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            found = ADDRESS.match(line.strip())
            if found:
                yield found[1]
                return
        raise RuntimeError("the provider did not start")
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def sign_in_there(address: str, subject: str) -> str:
    """Where the provider sends somebody back to who signs in at its address."""
    with httpx.Client(timeout=60) as person:
        answer = person.get(address)
        while True:
            if answer.is_redirect:
                onward = urljoin(str(answer.url), answer.headers["location"])
                if "/sign-in/callback" in onward:
                    return onward
                answer = person.get(onward)
                continue
            form, prompt = FORM.search(answer.text), PROMPT.search(answer.text)
            assert form, answer.text[:2000]
            assert prompt, answer.text[:2000]
            filled = {"prompt": prompt[1]}
            if prompt[1] == "login":
                filled |= {"login": subject, "password": "any will do"}
            answer = person.post(urljoin(str(answer.url), form[1]), data=filled)
