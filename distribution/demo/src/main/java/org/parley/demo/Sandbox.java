// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The other side: the sandbox's network, mailbox and CRM, as their own users see them. */
final class Sandbox implements Mailbox {
  private final URI address;
  private final Web user;

  /**
   * @param home of the hub, where the sandbox says its address
   */
  Sandbox(Path home, Manners manners, Until until) {
    user = Web.browser(manners, "Parley demo");
    Path file = home.resolve("sandbox/address");
    address = until.there("the sandbox to say its address in " + file, () -> read(file));
  }

  private static Optional<URI> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip())
          .filter(said -> !said.isEmpty())
          .map(URI::create);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  URI page(String path) {
    return address.resolve(path);
  }

  Optional<JsonNode> post(String text) {
    return find("/network/posts.json", post -> post.path("text").asText().contains(text));
  }

  Optional<JsonNode> lead(String id) {
    return find("/crm/leads.json", lead -> lead.path("lead").asText().equals(id));
  }

  @Override
  public String connector() {
    return "sandbox-mailbox";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of();
  }

  @Override
  public Optional<URI> addressInMail(String to, Predicate<String> subject, Pattern pattern) {
    return StreamSupport.stream(items("/mailbox/mails.json").spliterator(), false)
        .map(mail -> mail.path("content"))
        .filter(mail -> mail.path("to").asText().equals(to))
        .filter(mail -> subject.test(mail.path("subject").asText()))
        .map(mail -> pattern.matcher(mail.path("text").asText()))
        .filter(Matcher::find)
        .reduce((first, last) -> last)
        .map(found -> URI.create(found.group(1)));
  }

  /** The lead's owner says in the CRM what became of it. */
  void report(String account, Map<String, Object> change) {
    user.post(page("/crm/" + account + "/changes"), change);
  }

  private Optional<JsonNode> find(String list, Predicate<JsonNode> wanted) {
    return StreamSupport.stream(items(list).spliterator(), false)
        .map(item -> item.path("content"))
        .filter(wanted)
        .findFirst();
  }

  private JsonNode items(String list) {
    return user.get(page(list)).path("items");
  }
}
