// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parley.api.ParleyException;
import org.parley.connector.sandbox.Shelf.Entry;

/** Answers what is asked of the other side. */
final class Answers {
  private static final Set<String> STATES = Set.of("ACCEPTED", "REJECTED", "WON", "LOST");

  private final Shelf shelf;
  private final Pages pages;

  Answers(Shelf shelf) {
    this.shelf = shelf;
    pages = new Pages(shelf);
  }

  Answer to(Request request) {
    String[] parts = request.parts();
    try {
      return switch (request.method() + " " + parts[0] + " " + (parts.length > 2 ? parts[2] : "")) {
        case "GET  " -> Answer.html(pages.overview());
        case "GET network ", "GET mailbox ", "GET crm " -> page(parts);
        case "GET network me", "GET mailbox me", "GET crm me" ->
            Answer.text(200, "The sandbox is there");
        case "POST network posts" -> accept("post", parts[1], request);
        case "POST mailbox mails" -> accept("mail", parts[1], request);
        case "PUT crm leads" -> accept("lead", parts[1], request);
        case "POST crm changes" -> change(parts[1], request);
        case "GET crm changes" ->
            changes(parts[1], Long.parseLong(request.query().getOrDefault("after", "0")));
        default -> Answer.text(404, "There is nothing here");
      };
    } catch (ParleyException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer page(String[] parts) {
    boolean one = parts.length == 2;
    return switch (parts[0]) {
      case "network" -> one ? list("post", parts[1]) : Answer.html(pages.network());
      case "mailbox" -> one ? mail(parts[1]) : Answer.html(pages.mailbox());
      default -> one ? list("lead", parts[1]) : Answer.html(pages.crm());
    };
  }

  private Answer mail(String name) {
    if (name.equals("mails.json")) {
      return list("mail", name);
    }
    return shelf
        .find("mail", name)
        .map(mail -> Answer.html(pages.mail(mail)))
        .orElse(Answer.text(404, "There is no such mail"));
  }

  private Answer list(String kind, String name) {
    return name.equals(kind + "s.json")
        ? Answer.json(200, Map.of("items", shelf.all(kind), "repeats", shelf.repeats()))
        : Answer.text(404, "There is nothing here");
  }

  private Answer accept(String kind, String account, Request request) {
    String key = request.key();
    if (key == null) {
      return Answer.text(400, "The header Idempotency-Key is missing");
    }
    Entry entry = shelf.put(kind, account, key, request.content());
    return Answer.json(201, Map.of("id", kind + "-" + entry.number(), "number", entry.number()));
  }

  /** Somebody in the CRM says what became of a lead. */
  private Answer change(String account, Request request) {
    Map<String, Object> content = request.content();
    String lead = String.valueOf(content.get("lead"));
    boolean known = shelf.all("lead").stream().anyMatch(entry -> entry.text("lead").equals(lead));
    if (!known || !STATES.contains(String.valueOf(content.get("status")))) {
      return Answer.text(400, "A change needs a lead that is here and a status of " + STATES);
    }
    Entry change = shelf.put("change", account, UUID.randomUUID().toString(), content);
    return request.isForm() ? Answer.seeOther("/crm") : Answer.json(201, change);
  }

  private Answer changes(String account, long after) {
    List<Entry> found =
        shelf.all("change").stream()
            .filter(entry -> entry.account().equals(account) && entry.number() > after)
            .toList();
    return Answer.json(200, Map.of("changes", found));
  }
}
