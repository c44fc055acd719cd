// SPDX-License-Identifier: Apache-2.0
// What is only possible with script; every page works without.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    document.cookie = `parley_zone=${zone}; path=/console; max-age=31536000; samesite=strict`;
  }

  // The menu lies open beside the page, and folded above it where the screen is narrow.
  const menu = document.querySelector("details.menu");
  const narrow = matchMedia("(max-width: 860px)");
  if (menu) {
    const fold = () => (menu.open = !narrow.matches);
    fold();
    narrow.addEventListener("change", fold);
  }

  // Search: "/" or Ctrl-K begins it, arrows go through what is found, Escape ends it.
  const seek = document.getElementById("seek");
  const found = document.getElementById("found");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    const asked = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (seek && asked) {
      event.preventDefault();
      seek.focus();
      seek.select();
    }
  });
  const walk = (event) => {
    const hits = [seek, ...found.querySelectorAll("a")];
    const at = hits.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      found.replaceChildren();
      seek.focus();
    } else if (step && at >= 0 && hits.length > 1) {
      event.preventDefault();
      hits[(at + step + hits.length) % hits.length].focus();
    }
  };
  if (seek) {
    seek.form.addEventListener("keydown", walk);
    // An answer that comes late does not take away the hit that the keyboard is on.
    found.addEventListener("htmx:beforeSwap", (event) => {
      event.detail.shouldSwap &&= !found.contains(document.activeElement);
    });
  }

  // A page that renews itself is told by the hub when it has changed. It must not take away what is being
  // used: a focused button, an open table; then it is renewed a little later.
  const live = () => document.getElementById("live");
  const renew = () => live() && htmx.trigger(live(), "renew");
  document.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.target;
    const used = part.id === "live" && (part.contains(document.activeElement) || part.querySelector("details[open]"));
    if (used) {
      event.preventDefault();
      setTimeout(renew, 5000);
    }
  });
  let stream;
  const listen = () => {
    if (live() && !stream && !document.hidden) {
      stream = new EventSource(location.href);
      stream.addEventListener("changed", renew);
    }
  };
  const leave = () => {
    stream?.close();
    stream = undefined;
  };
  // Nobody looks: a browser opens few connections to one host, and this one is given back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      leave();
    } else if (live()) {
      listen();
      renew();
    }
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

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
