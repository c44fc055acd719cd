/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parley's tracking script: reports page views, goals, forms and downloads of this page to the hub that it
 * was loaded from, and to nobody else. It remembers nobody until parley.consent('key', evidence) was called,
 * and never when the browser asks not to be tracked.
 */
(function (window, document) {
  'use strict';
  var element = document.currentScript;
  if (!element || window.parley) { return; }
  var navigator = window.navigator;
  var target = new URL('/t', element.src).href;
  var objects = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';
  var tiers = ['none', 'key', 'fingerprint'];
  var queue = [];
  var timer = 0;
  var last = '';

  function recall(name) {
    try { return window.localStorage.getItem('parley_' + name); } catch (e) { return null; }
  }

  function keep(name, value) {
    try {
      if (value === null) { window.localStorage.removeItem('parley_' + name); }
      else { window.localStorage.setItem('parley_' + name, value); }
    } catch (e) { /* a page without storage: nothing is remembered */ }
  }

  function random() {
    var bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (b) { return ('0' + b.toString(16)).slice(-2); }).join('');
  }

  function tier() {
    var kept = recall('consent');
    return objects || tiers.indexOf(kept) < 0 ? 'none' : kept;
  }

  function visit(events) {
    var body = { events: events, consent: tier() };
    if (body.consent !== 'none') {
      body.evidence = recall('evidence');
      body.visitor = recall('visitor');
    }
    return JSON.stringify(body);
  }

  function later() {
    if (!timer) { timer = window.setTimeout(flush, 1000); }
  }

  /* What could not be sent is kept with its ids and sent again: the hub knows it by them. */
  function again(events) {
    queue = events.concat(queue).slice(-100);
    window.setTimeout(later, 10000);
  }

  function flush(leaving) {
    window.clearTimeout(timer);
    timer = 0;
    if (!queue.length) { return; }
    var events = queue.splice(0, 50);
    var body = visit(events);
    if (leaving === true && navigator.sendBeacon && navigator.sendBeacon(target, body)) { return; }
    window.fetch(target, {
      method: 'POST', body: body, keepalive: leaving === true, credentials: 'include', mode: 'cors',
      headers: { 'Content-Type': 'text/plain' }
    }).then(function (answer) {
      if (answer.status === 503 || answer.status === 429) { again(events); }
      else if (queue.length) { later(); }
    }, function () { again(events); });
  }

  function report(type, data) {
    var event = { id: random(), type: type, url: window.location.href, at: new Date().toISOString() };
    if (document.title) { event.title = document.title.slice(0, 500); }
    if (document.referrer && /^https?:/.test(document.referrer)) { event.referrer = document.referrer.slice(0, 2000); }
    if (data) { event.data = data; }
    queue.push(event);
    if (queue.length >= 20) { flush(); } else { later(); }
  }

  function view() {
    var place = window.location.pathname + window.location.search;
    if (place !== last) {
      last = place;
      report('page.viewed');
    }
  }

  function follow(name) {
    var original = window.history[name];
    window.history[name] = function () {
      var result = original.apply(this, arguments);
      window.setTimeout(view);
      return result;
    };
  }

  function closest(event, selector) {
    return event.target && event.target.closest ? event.target.closest(selector) : null;
  }

  document.addEventListener('click', function (event) {
    var goal = closest(event, '[data-parley-goal]');
    var link = closest(event, 'a[href]');
    if (goal) { report('goal.reached', { goal: goal.getAttribute('data-parley-goal') }); }
    if (link && (link.hasAttribute('download') || /\.(pdf|zip|docx?|xlsx?|pptx?|epub|csv|mp3|mp4)$/i.test(link.pathname))) {
      report('file.downloaded', { file: link.href.slice(0, 500) });
    }
  }, true);

  /* That a form was sent, and which; never what was typed into it. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    report('form.submitted', { form: form.id || form.getAttribute('name') || form.getAttribute('action') || 'form' });
  }, true);

  window.addEventListener('popstate', function () { window.setTimeout(view); });
  window.addEventListener('pagehide', function () { flush(true); });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden') { flush(true); }
  });
  follow('pushState');
  follow('replaceState');

  window.parley = {
    /* How far the visitor agrees to be remembered, and what shows it: the wording, its version. */
    consent: function (wanted, evidence) {
      if (tiers.indexOf(wanted) < 0) { throw new Error("Consent is '" + wanted + "'; none, key or fingerprint is expected"); }
      if (wanted !== 'none' && !evidence) { throw new Error('Consent needs its evidence: the wording that was agreed to'); }
      var forget = wanted === 'none' || objects;
      keep('consent', forget ? null : wanted);
      keep('evidence', forget ? null : String(evidence).slice(0, 2000));
      keep('visitor', forget ? null : recall('visitor') || random());
      report('consent.answered', { consent: tier() });
      flush();
    },
    goal: function (name, data) {
      var more = { goal: String(name) };
      Object.keys(data || {}).forEach(function (key) { more[key] = data[key]; });
      report('goal.reached', more);
    },
    event: report
  };
  view();
})(window, document);
