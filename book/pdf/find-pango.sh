#!/bin/sh
# WeasyPrint lays out text with Pango. As root on Debian it is installed here; else say how.
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
found() {
    for library in libpango-1.0 libpangoft2-1.0 libharfbuzz-subset libfontconfig; do
        { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$library" || return 1
    done
}
# Elsewhere the libraries have other names, and the command that needs them says what it misses.
[ "$(uname)" = Linux ] || exit 0
found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing Pango, which lays out the PDF"
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages; } >/tmp/pango-install.log 2>&1 && exit 0
    tail -n 5 /tmp/pango-install.log >&2
fi
echo "error: no Pango, which lays out the PDF: install it (Debian: apt-get install $packages)" >&2
exit 1
