// SPDX-License-Identifier: Apache-2.0
// What is only possible with script; every page works without.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = `parley_zone=${zone}; path=/console; max-age=31536000; samesite=strict`;
  }

  const menu = document.querySelector("details.menu");
  if (menu && matchMedia("(max-width: 860px)").matches) {
    menu.open = false;
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    const search = document.querySelector("input[type=search]");
    const asked = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (search && asked) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // A page that renews itself must not take away what is being used: a focused button, an open table.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const live = event.target;
    if (live.id === "live" && (live.contains(document.activeElement) || live.querySelector("details[open]"))) {
      event.preventDefault();
    }
  });

  // The session has ended: what came is the sign-in page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.responseURL.includes("/console/sign-in")) {
      event.preventDefault();
      location.reload();
    }
  });

  const wrong = document.querySelector("[aria-invalid=true]");
  if (wrong) {
    wrong.focus();
  }
})();
