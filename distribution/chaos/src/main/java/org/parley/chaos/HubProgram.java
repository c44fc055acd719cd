// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.demo.DemoFailed;
import org.parley.demo.Manners;
import org.parley.demo.Web;

/** The hub as a program sees it. */
public final class HubProgram {
  /** Listings that come whole. */
  private static final Set<String> SHORT = Set.of("bus/groups", "routing-rules", "scoring-rules");

  private final URI base;
  private final Web program;

  public HubProgram(URI base, Manners manners, String key) {
    this.base = base;
    this.program = Web.program(manners, key);
  }

  public URI page(String path) {
    return base.resolve(path);
  }

  public JsonNode get(String path) {
    return program.get(base.resolve("/api/v1/").resolve(path));
  }

  public JsonNode post(String path, Object body) {
    return program.post(base.resolve("/api/v1/").resolve(path), body);
  }

  /** Replaces what was read in this version. */
  JsonNode replace(String path, Object body, long version) {
    return program.replace(base.resolve("/api/v1/").resolve(path), body, version);
  }

  /** Has a parked record tried once more, unless an earlier replay has settled it meanwhile. */
  void replay(JsonNode parked) {
    try {
      post("bus/parked/" + parked.path("id").asText() + "/replays", Map.of());
    } catch (DemoFailed e) {
      if (!String.valueOf(e.getMessage()).contains("answered 404")) {
        throw e;
      }
    }
  }

  /** What a listing outside the interface holds. */
  public List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    program.get(page("/" + path)).path("items").forEach(items::add);
    return items;
  }

  /** Everything that a listing holds, page by page. */
  public List<JsonNode> all(String listing) {
    List<JsonNode> all = new ArrayList<>();
    if (SHORT.contains(listing)) {
      get(listing).path("items").forEach(all::add);
      return all;
    }
    String joined = listing + (listing.contains("?") ? "&" : "?") + "limit=200";
    JsonNode page = get(joined);
    page.path("items").forEach(all::add);
    while (page.hasNonNull("next")) {
      page = get(joined + "&cursor=" + page.path("next").asText());
      page.path("items").forEach(all::add);
    }
    return all;
  }
}
