"""A page of the browser that remembers what it asked for and complained of, and waits for states of it."""

from __future__ import annotations

#: Two frames: what a change of size, a font or a script asked for has been laid out and painted.
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: Every image has come or failed; those that wait to be scrolled to are not waited for.
IMAGES = "() => Array.from(document.images).every(image => image.complete || image.loading === 'lazy')"
#: Frames until an element has stood still for one.
STILL = """async element => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const place = () => JSON.stringify(element.getBoundingClientRect());
  for (let before = ""; before !== place(); await frame()) { before = place(); }
}"""


def watched(context):
    """A new page of ``context``; ``asked`` has the addresses it asked for, ``complaints`` its errors."""
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on(
        "console",
        lambda message: page.complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def settled(page) -> None:
    """Wait until images have come, fonts are there and two frames are painted."""
    page.wait_for_function(IMAGES)
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.evaluate(FRAMES)


def still(locator) -> None:
    """Wait until an element no longer moves."""
    locator.evaluate(STILL)
