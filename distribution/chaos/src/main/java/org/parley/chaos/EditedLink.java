// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.bench.Wait;
import org.parley.demo.DemoFailed;
import org.parley.demo.Manners;
import org.parley.demo.Web;

/** A link that is changed at one hub, and how soon the others follow. */
final class EditedLink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long SOON_MILLIS = 1_000;

  /** Here a hub may have just started, and the machine be busy. */
  private static final long LONGEST_MILLIS = 5_000;

  private final HubGroup group;
  private final String slug;
  private final List<Long> followedAfterMillis = new ArrayList<>();

  EditedLink(HubGroup group, HubProgram program) {
    this.group = group;
    this.slug =
        program
            .post("links", Map.of("target", "https://fernandfield.example/before"))
            .path("slug")
            .asText();
  }

  /** Changes it at one hub and waits until all lead where it leads now. */
  void edit(int hub) throws InterruptedException {
    String target = "https://fernandfield.example/after-" + followedAfterMillis.size();
    var program = new HubProgram(group.hub(hub).url(), Manners.BRISK, Load.KEY);
    if (!Wait.come(PATIENCE, () -> change(program, target))) {
      throw new ChaosFailed("A link cannot be changed: " + group.hub(hub).output());
    }
    long begun = System.nanoTime();
    if (!Wait.come(PATIENCE, () -> group.hubs().stream().allMatch(each -> leads(each, target)))) {
      throw new ChaosFailed("A changed link is not followed everywhere within " + PATIENCE);
    }
    followedAfterMillis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  private boolean change(HubProgram program, String target) {
    try {
      long version = program.get("links/" + slug).path("version").asLong();
      program.replace("links/" + slug, Map.of("target", target), version);
      return true;
    } catch (DemoFailed e) {
      return false;
    }
  }

  private boolean leads(Victim hub, String target) {
    try {
      URI address = hub.url().resolve("/" + slug);
      Web browser = Web.browser(Manners.BRISK, "Firefox/132.0");
      return Web.location(browser.open(address)).equals(URI.create(target));
    } catch (DemoFailed e) {
      return false;
    }
  }

  /** Half of the times within a second, each soon enough for a machine that does much else. */
  void hold(Findings findings) {
    List<Long> sorted = followedAfterMillis.stream().sorted().toList();
    if (!sorted.isEmpty()
        && (sorted.get(sorted.size() / 2) > SOON_MILLIS
            || sorted.get(sorted.size() - 1) > LONGEST_MILLIS)) {
      findings.wrong("Changed links are followed everywhere after ms " + sorted);
    }
  }

  @Override
  public String toString() {
    return "a changed link was followed everywhere after ms " + followedAfterMillis;
  }
}
