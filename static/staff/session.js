// Whose session has ended is led to the sign-in page. It must not land in the form: what was typed
// stays, and can be sent after signing in in another tab.
"use strict";

document.addEventListener("htmx:beforeSwap", event => {
  const {xhr, pathInfo} = event.detail;
  if (new URL(xhr.responseURL).pathname === new URL(pathInfo.requestPath, location.href).pathname) return;
  event.detail.shouldSwap = false;
  document.querySelectorAll(".draft-status").forEach(status => {
    status.setAttribute("role", "alert");
    status.textContent = "You are signed out, so nothing more is kept on the server. Sign in in another tab, and go on here.";
  });
});
