// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The hub as a program sees it. What the demo has set up before is found again, so that it can be
 * played twice.
 */
final class Hub {
  private final URI base;
  private final Web program;
  private final Until until;

  Hub(URI base, Web program, Until until) {
    this.base = base;
    this.program = program;
    this.until = until;
  }

  /**
   * Waits until the rooms that the dialogue runs through answer: after a first start their tables
   * are still being made.
   */
  void awaitRooms() {
    for (String listing :
        List.of("accounts", "forms", "leads", "campaigns", "profiles", "reports", "links")) {
      URI address = base.resolve("/api/v1/" + listing);
      until.there(
          "the hub to answer for " + listing,
          () -> Optional.of(listing).filter(there -> program.open(address).statusCode() == 200));
    }
  }

  URI page(String path) {
    return base.resolve(path);
  }

  URI console(String path) {
    return base.resolve("/console" + path);
  }

  JsonNode get(String path) {
    return program.get(base.resolve("/api/v1/" + path));
  }

  JsonNode post(String path, Object body) {
    return program.post(base.resolve("/api/v1/" + path), body);
  }

  List<JsonNode> items(String path) {
    return StreamSupport.stream(get(path).path("items").spliterator(), false).toList();
  }

  /** The account of a connector with these settings, connected when there is none yet. */
  String account(String connector, String name, Map<String, Object> settings, boolean standard) {
    String id = foundOrConnected(connector, name, settings, standard);
    settle(id, settings);
    return id;
  }

  private String foundOrConnected(
      String connector, String name, Map<String, Object> settings, boolean standard) {
    awaitConnector(connector);
    return findAccount(connector)
        .orElseGet(
            () -> {
              try {
                return connect(connector, name, settings, standard);
              } catch (DemoFailed outdated) {
                return findAccount(connector)
                    .orElseGet(() -> connectOnceThere(connector, name, settings, standard));
              }
            });
  }

  /** The hub may have started anew in between, and the connector not be there yet. */
  private String connectOnceThere(
      String connector, String name, Map<String, Object> settings, boolean standard) {
    awaitConnector(connector);
    return connect(connector, name, settings, standard);
  }

  /** While a hub starts, its connectors come one after the other. */
  private void awaitConnector(String connector) {
    until.there(
        "the connector " + connector,
        () ->
            items("connectors").stream()
                .filter(there -> there.path("id").asText().equals(connector))
                .findFirst());
  }

  private Optional<String> findAccount(String connector) {
    return items("accounts?limit=200").stream()
        .filter(account -> account.path("connector").asText().equals(connector))
        .map(account -> account.path("id").asText())
        .findFirst();
  }

  /** An earlier demo may have served its feed elsewhere. What is kept secret is not compared. */
  private void settle(String id, Map<String, Object> settings) {
    URI address = base.resolve("/api/v1/accounts/" + id);
    JsonNode detail = program.get(address);
    JsonNode there = detail.path("settings");
    boolean settled =
        settings.entrySet().stream()
            .filter(wanted -> there.has(wanted.getKey()))
            .allMatch(
                wanted ->
                    there.path(wanted.getKey()).asText().equals(wanted.getValue().toString()));
    if (!settled) {
      JsonNode account = detail.path("account");
      program.replace(
          address,
          Map.of(
              "connector", account.path("connector"),
              "name", account.path("name"),
              "settings", settings,
              "standard", detail.path("standard")),
          detail.path("version").asLong());
    }
  }

  private String connect(
      String connector, String name, Map<String, Object> settings, boolean standard) {
    Map<String, Object> account =
        Map.of("connector", connector, "name", name, "settings", settings, "standard", standard);
    return post("accounts", account).path("account").path("id").asText();
  }

  /** What bears the value under the name in a listing, or else what is made of the input. */
  JsonNode findOrMake(String listing, String name, Map<String, Object> input) {
    String value = String.valueOf(input.get(name));
    Optional<JsonNode> there =
        items(listing).stream().filter(item -> item.path(name).asText().equals(value)).findFirst();
    return there.orElseGet(() -> post(listing, input));
  }

  boolean knows(String email) {
    return profile("email:" + email).isPresent();
  }

  Optional<JsonNode> profile(String identifier) {
    return items("profiles?identifier=" + identifier).stream().findFirst();
  }

  /** What a profile did, the youngest first, by type. */
  List<String> timeline(String profile) {
    List<String> types = new ArrayList<>();
    items("profiles/" + profile + "/timeline")
        .forEach(entry -> types.add(entry.path("type").asText()));
    return types;
  }
}
