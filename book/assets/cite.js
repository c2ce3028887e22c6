/* A button beside each citation that copies it, with the clipboard library that the theme's code cells use already:
   it works from a file and on a server without TLS, where the browser's own clipboard is closed. */
(function () {
  "use strict";
  if (!window.ClipboardJS) { return; }
  document.querySelectorAll(".cite-text").forEach(function (text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this citation");
    const said = document.createElement("span");
    said.className = "cite-said";
    said.setAttribute("role", "status");
    text.after(" ", button, " ", said);
  });

  function say(button, words) {
    const said = button.parentElement.querySelector(".cite-said");
    said.textContent = words;
    window.setTimeout(function () { said.textContent = ""; }, 3000);
  }

  const copying = new window.ClipboardJS(".cite-copy", {
    text: function (button) { return button.parentElement.querySelector(".cite-text").textContent; },
    container: document.body,
  });
  copying.on("success", function (event) { say(event.trigger, "Copied"); });
  copying.on("error", function (event) { say(event.trigger, "Not copied: select the text"); });
})();
