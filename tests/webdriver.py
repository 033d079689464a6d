"""A real browser for the tests: the few W3C WebDriver calls they need, without a package."""

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Left": "\ue012", "Up": "\ue013", "Right": "\ue014",
        "Down": "\ue015"}  # fmt: skip


class Browser:
    """One window of Chromium."""

    def __init__(self, port: int, profile: Path) -> None:
        self._base = f"http://127.0.0.1:{port}"
        options = {
            "args": [*FLAGS, f"--user-data-dir={profile}"], "binary": "/usr/bin/chromium",
            "perfLoggingPrefs": {"enableNetwork": True},
        }  # fmt: skip
        wanted = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        body = {"capabilities": {"alwaysMatch": wanted}}
        self._session = f"/session/{self._call('POST', '/session', body)['sessionId']}"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        raw = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self._base + path, raw, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        self._call("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str, *args: Any) -> Any:
        body = {"script": script, "args": list(args)}
        return self._call("POST", f"{self._session}/execute/sync", body)

    def wait(self, script: str, *args: Any) -> Any:
        """Run a script that calls its last argument when it is done."""
        body = {"script": script, "args": list(args)}
        return self._call("POST", f"{self._session}/execute/async", body)

    def press(self, *keys: str) -> None:
        """Press and release keys one after another, by name or by character."""
        acts = []
        for key in keys:
            value = KEYS.get(key, key)
            acts += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        body = {"actions": [{"type": "key", "id": "keyboard", "actions": acts}]}
        self._call("POST", f"{self._session}/actions", body)

    def devtools(self, command: str, **params: Any) -> Any:
        """A command of the DevTools protocol."""
        body = {"cmd": command, "params": params}
        return self._call("POST", f"{self._session}/goog/cdp/execute", body)

    def resize(self, width: int, height: int) -> None:
        """Draw as a screen of that many CSS pixels."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip

    def scheme(self, name: str) -> None:
        """`light` or `dark`, as the reader's system would ask for."""
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def log(self, kind: str = "browser") -> list[dict[str, Any]]:
        """What the window logged since it was last asked: `browser` or `performance`."""
        found: list[dict[str, Any]] = self._call("POST", f"{self._session}/se/log", {"type": kind})
        return found

    def requests(self) -> list[str]:
        """Addresses that the window asked for since it was last asked."""
        out = []
        for row in self.log("performance"):
            message = json.loads(row["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                out.append(message["params"]["request"]["url"])
        return out

    def picture(self, path: Path, whole: bool = False) -> None:
        """Write what the window shows, or the whole page, as PNG."""
        done = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(done["data"]))

    def close(self) -> None:
        self._call("DELETE", self._session)


@contextmanager
def driven(profile: Path) -> Iterator[Browser]:
    """A browser with its driver on a free port; both end with the block."""
    driver = shutil.which("chromedriver")
    assert driver, "chromedriver is missing; next: bash .ci/run"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        opened = Browser(port, profile)
        try:
            yield opened
        finally:
            opened.close()
    finally:
        process.terminate()
        process.wait(20)
