/* The search fetches each page it found to show a passage. A page opened from a disk may not fetch: titles must do there,
   instead of an error for every result. Deferred, so it runs before the search starts. */
if (location.protocol === "file:") { DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; }
