// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.FEED_IN;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Poll;
import org.parley.connector.Preset;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Follows a feed: RSS, Atom or JSON Feed. */
@Component(service = Connector.class)
public final class FeedIn implements Connector<FeedIn.Settings> {
  private final Fetcher fetcher;

  /**
   * @param address of the feed itself
   * @param pace how often it is asked
   * @param backlog how many of the items that are there already are taken
   */
  record Settings(
      @Label(en = "Address", de = "Adresse")
          @Help(
              en = "Of the feed itself, not of a page",
              de = "Des Feeds selbst, nicht einer Seite")
          @NotNull
          @Nullable URI address,
      @Label(en = "Ask every", de = "Abfragen alle")
          @Help(
              en = "Such as PT15M for a quarter of an hour",
              de = "Etwa PT15M für eine Viertelstunde")
          @Preset("PT15M")
          @NotNull
          @Nullable Duration pace,
      @Label(en = "Older items", de = "Ältere Einträge")
          @Help(
              en = "How many of those that are there already are taken at first",
              de = "Wie viele der schon vorhandenen zu Beginn übernommen werden")
          @Preset("10")
          @Min(0)
          @Max(1000)
          @Nullable Integer backlog) {}

  @Activate
  public FeedIn(@Reference Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("feed", "Feed", Kind.FEED)
        .summary(
            "Follows RSS, Atom and JSON feeds; each new item can become a message",
            "Folgt RSS-, Atom- und JSON-Feeds; jeder neue Eintrag kann eine Nachricht werden")
        .has(FEED_IN);
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    var visit = new FeedVisit(fetcher, settings);
    routes.check().setBody(exchange -> visit.describe());
    routes
        .poll(FEED_IN, requireNonNull(settings.pace()))
        .setBody()
        .body(Poll.class, poll -> visit.items(routes.account(), poll));
  }

  /** An address that may not be fetched is the administrator's to change. */
  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof InvalidInput refused) {
        return Optional.of(
            new ParleyException(Fault.SETTINGS, "The feed's " + refused.getMessage(), refused));
      }
    }
    return Optional.empty();
  }
}
