/* On a narrow screen the contents of a page open over it. A tap on an entry leads to its heading: the contents then go. */
document.querySelectorAll("#pst-secondary-sidebar-modal").forEach(function (contents) {
  contents.addEventListener("click", function (event) {
    if (event.target.closest("a[href^='#']")) { contents.close(); }
  });
});
