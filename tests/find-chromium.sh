#!/bin/sh
# The browser tests drive the Chromium that is installed. As root on Debian it is installed here; else say how.
for name in "$BROWSER_PATH" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing Chromium, which the browser tests drive"
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/tmp/chromium-install.log 2>&1 && exit 0
    tail -n 5 /tmp/chromium-install.log >&2
fi
echo "error: no Chromium, which the browser tests drive: install it (Debian: apt-get install chromium) or set BROWSER_PATH" >&2
exit 1
