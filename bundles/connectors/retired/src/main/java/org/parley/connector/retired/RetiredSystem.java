// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.retired;

import java.util.List;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.LifeCycle;
import org.parley.connector.Connector;
import org.parley.connector.NoSettings;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** A system that people may look for, and still have names at, and that nothing can join. */
record RetiredSystem(Descriptor descriptor) implements Connector<NoSettings> {
  /** All of them, with what product and market offer in their place. */
  static final List<RetiredSystem> ALL =
      List.of(
          gone("myspace", "MySpace", Kind.SOCIAL, "threads", "mastodon", "bluesky"),
          gone(
              "google-plus",
              "Google+",
              Kind.SOCIAL,
              "threads",
              "mastodon",
              "bluesky",
              "google-business-profile",
              "youtube"),
          gone("stumbleupon", "StumbleUpon", Kind.BOOKMARKING, "reddit", "raindrop"),
          gone("socialgo", "SocialGo", Kind.COMMUNITY, "discourse", "mastodon"));

  private static RetiredSystem gone(String id, String name, Kind kind, String... instead) {
    return new RetiredSystem(
        Descriptor.of(id, name, kind)
            .summary(
                "No longer there to be joined; names that people had there can be noted",
                "Nicht mehr da, um verbunden zu werden; Namen, die man dort hatte, lassen sich vermerken")
            .lifeCycle(LifeCycle.retired(List.of(instead))));
  }

  @Override
  public SettingsType<NoSettings> settings() {
    return SettingsType.of(NoSettings.class);
  }

  @Override
  public void routes(Routes routes, NoSettings settings) {
    // there is nobody to talk to
  }
}
