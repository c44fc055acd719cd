// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.parley.connector.sandbox.Shelf.Entry;

/** Shows people what the other side holds. */
final class Pages {
  private static final String FRAME =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>%s</title><style>
      body{font:16px/1.5 system-ui;margin:2rem auto;max-width:46rem;padding:0 1rem}
      article{border:1px solid #8886;border-radius:8px;padding:.5rem 1rem;margin:1rem 0}
      small{opacity:.75}pre{white-space:pre-wrap}iframe{width:100%%;height:24rem;border:1px solid #8886}
      :root{color-scheme:light dark}
      </style></head><body><nav><a href="/">Sandbox</a> · <a href="/network">Network</a> ·
      <a href="/mailbox">Mailbox</a> · <a href="/crm">CRM</a></nav><main><h1>%s</h1>%s</main></body></html>
      """;

  private final Shelf shelf;

  Pages(Shelf shelf) {
    this.shelf = shelf;
  }

  String overview() {
    return page(
        "Sandbox",
        """
        <p>A network, a mailbox and a CRM that exist only on this machine.</p>
        <ul><li>%d posts</li><li>%d mails</li><li>%d leads</li><li>%d repeated requests recognised</li></ul>
        """
            .formatted(
                shelf.all("post").size(),
                shelf.all("mail").size(),
                leads().size(),
                shelf.repeats()));
  }

  String network() {
    return page("Sandbox network", list(shelf.all("post"), this::post));
  }

  String mailbox() {
    return page("Sandbox mailbox", list(shelf.all("mail"), this::mailLine));
  }

  String crm() {
    return page("Sandbox CRM", list(new ArrayList<>(leads().values()), this::lead));
  }

  String mail(Entry mail) {
    String html = mail.text("html");
    String shown =
        html.isEmpty()
            ? ""
            : "<iframe sandbox=\"allow-popups\" title=\"HTML\" srcdoc=\""
                + escaped(html)
                + "\"></iframe>";
    return page(
        mail.text("subject"),
        "<p>To %s</p><pre>%s</pre>%s"
            .formatted(escaped(mail.text("to")), linked(mail.text("text")), shown));
  }

  /** The latest word on each lead. */
  private Map<String, Entry> leads() {
    Map<String, Entry> leads = new LinkedHashMap<>();
    shelf.all("lead").forEach(entry -> leads.put(entry.text("lead"), entry));
    return leads;
  }

  private String post(Entry post) {
    return "<article id=\"%s\"><p>%s</p>%s<small>%s</small></article>"
        .formatted(escaped(post.key()), linked(post.text("text")), card(post), escaped(post.at()));
  }

  private String card(Entry post) {
    return post.text("title").isEmpty()
        ? ""
        : "<p><a href=\"%s\">%s</a><br>%s</p>"
            .formatted(
                escaped(post.text("link")),
                escaped(post.text("title")),
                escaped(post.text("description")));
  }

  private String mailLine(Entry mail) {
    return "<article><a href=\"/mailbox/%s\">%s</a><br><small>to %s, %s</small></article>"
        .formatted(
            escaped(mail.key()),
            escaped(mail.text("subject")),
            escaped(mail.text("to")),
            escaped(mail.at()));
  }

  private String lead(Entry lead) {
    String states =
        shelf.all("change").stream()
            .filter(change -> change.text("lead").equals(lead.text("lead")))
            .map(change -> escaped(change.text("status")))
            .collect(joining(", "));
    return """
        <article><p><b>%s</b>, owner %s, score %s</p><p>%s</p><p>%s</p>
        <form method="post" action="/crm/%s/changes"><input type="hidden" name="lead" value="%s">
        <label>Amount in cents <input name="amountMinor" value="10000" inputmode="numeric"></label>
        <input type="hidden" name="currency" value="EUR"><button name="status" value="WON">Won</button>
        <button name="status" value="LOST">Lost</button></form></article>
        """
        .formatted(
            escaped(lead.text("interest")),
            escaped(lead.text("owner")),
            escaped(lead.text("score")),
            escaped(lead.text("identifiers")),
            states.isEmpty() ? "open" : states,
            escaped(lead.account()),
            escaped(lead.text("lead")));
  }

  private static String list(List<Entry> entries, Function<Entry, String> show) {
    List<Entry> youngestFirst = new ArrayList<>(entries);
    Collections.reverse(youngestFirst);
    return entries.isEmpty()
        ? "<p>Nothing has arrived yet.</p>"
        : youngestFirst.stream().map(show).collect(joining());
  }

  private static String page(String title, String body) {
    return FRAME.formatted(escaped(title), escaped(title), body);
  }

  private static String linked(String text) {
    return escaped(text).replaceAll("https?://[^\\s<>\"&]+", "<a href=\"$0\">$0</a>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
