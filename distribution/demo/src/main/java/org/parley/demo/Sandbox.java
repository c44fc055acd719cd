// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The other side: the sandbox's network, mailbox and CRM, as their own users see them. */
final class Sandbox {
  private final URI address;
  private final Web user = Web.browser("Parley demo");

  /**
   * @param home of the hub, where the sandbox says its address
   */
  Sandbox(Path home) {
    Path file = home.resolve("sandbox/address");
    try {
      address = URI.create(Files.readString(file).strip());
    } catch (IOException e) {
      throw new DemoFailed("The sandbox does not run: " + file + " cannot be read");
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

  /** The address in the last mail to somebody that matches the pattern's group. */
  Optional<URI> addressInMail(String to, Pattern pattern) {
    return StreamSupport.stream(items("/mailbox/mails.json").spliterator(), false)
        .map(mail -> mail.path("content"))
        .filter(mail -> mail.path("to").asText().equals(to))
        .map(mail -> pattern.matcher(mail.path("text").asText()))
        .filter(Matcher::find)
        .reduce((first, last) -> last)
        .map(found -> URI.create(found.group(1)));
  }

  /** The lead's owner says in the CRM what became of it. */
  void report(String account, Map<String, Object> change) {
    user.post(page("/crm/" + account + "/changes"), change);
  }

  private Optional<JsonNode> find(String list, java.util.function.Predicate<JsonNode> wanted) {
    return StreamSupport.stream(items(list).spliterator(), false)
        .map(item -> item.path("content"))
        .filter(wanted)
        .findFirst();
  }

  private JsonNode items(String list) {
    return user.get(page(list)).path("items");
  }
}
