// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of each thing that the REST interface can make, and where each thing's paths lead. */
final class World {
  /** What cannot be carried out by itself, since something else must have happened before. */
  private static final List<String> MAKERS =
      List.of(
          "createAccount",
          "createCampaign",
          "addMessage",
          "createForm",
          "createLink",
          "createTeam",
          "createUser",
          "makeKey",
          "registerSite",
          "addRoutingRule",
          "addScoringRule",
          "acceptInteractions");

  private static final Pattern PART = Pattern.compile("\\{[^}]+\\}");

  /** What changes without anybody's doing. */
  private static final List<String> LISTINGS =
      List.of(
          "links",
          "campaigns",
          "messages",
          "posts",
          "leads",
          "forms",
          "users",
          "teams",
          "keys",
          "sites",
          "routing-rules",
          "scoring-rules",
          "accounts",
          "profiles",
          "audit",
          "reports");

  private final Map<String, String> ids = new HashMap<>();
  private final ServedHub hub;
  private final Samples samples;

  private World(ServedHub hub, Samples samples) {
    this.hub = hub;
    this.samples = samples;
  }

  static World make(ServedHub hub, Samples samples) {
    World world = new World(hub, samples);
    MAKERS.forEach(world::make);
    return world;
  }

  private void make(String id) {
    OpenApi.Operation operation = hub.api().get(id);
    JsonNode made = hub.make(path(operation), samples.of(operation));
    JsonNode self = made.has("account") ? made.path("account") : made;
    self = self.has("key") ? self.path("key") : self;
    String kind = operation.path().replaceAll(".*/", "");
    ids.put(kind, self.path(kind.equals("links") ? "slug" : "id").asText());
    if (kind.equals("forms")) {
      ids.put("form-slug", self.path("slug").asText());
    }
  }

  /** The address of the form that was made. */
  String formAddress() {
    return "/f/" + ids.get("form-slug");
  }

  /** The address of another form. */
  String newFormAddress() {
    make("createForm");
    return formAddress();
  }

  /** A body that the operation takes here. */
  ObjectNode body(OpenApi.Operation operation) {
    return samples.of(operation);
  }

  /** The path of an operation with the parts that lead to a thing of this world. */
  String path(OpenApi.Operation operation) {
    Matcher part = PART.matcher(operation.path());
    StringBuilder path = new StringBuilder();
    while (part.find()) {
      String before = operation.path().substring(0, part.start() - 1);
      String kind = before.substring(before.lastIndexOf('/') + 1);
      part.appendReplacement(path, ids.getOrDefault(kind, UUID.randomUUID().toString()));
    }
    return part.appendTail(path).toString();
  }

  /** All that the hub tells of itself, to be compared. */
  Map<String, JsonNode> state() {
    Map<String, JsonNode> state = new TreeMap<>();
    for (String listing : LISTINGS) {
      boolean whole = List.of("teams", "sites", "routing-rules", "scoring-rules").contains(listing);
      state.put(listing, hub.json(hub.get("/" + listing + (whole ? "" : "?limit=200"))));
    }
    return state;
  }
}
