// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.links.Origin;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Identifier;

/** Records as core bundles write them, with what breaks careless code in every text. */
public final class Samples {
  /** A quote, an emoji with a skin tone, right-to-left, a four-byte letter, markup. */
  public static final String AWKWARD = "O'Brien \"says\" 👋🏽 שלום 𝒳 <b>&amp;</b>";

  private Samples() {}

  /** A post with that text. */
  public static BusRecord post(UUID account, String connector, String text) {
    UUID post = Ids.next(Instant.now());
    var teaser =
        new Teaser(
            text,
            Locale.ENGLISH,
            Optional.of(URI.create("https://p.example/abc")),
            Optional.empty(),
            List.of(),
            List.of());
    return TrialHub.record(post, new PostRequested(post, account, connector, teaser));
  }

  /** A mail that anyone may unsubscribe from. */
  public static BusRecord mail(Optional<UUID> account, String address, String subject) {
    UUID mail = Ids.next(Instant.now());
    return TrialHub.record(
        mail,
        new MailRequested(
            mail,
            account,
            Optional.of(Ids.next(Instant.now())),
            Optional.empty(),
            Optional.empty(),
            address,
            subject,
            "Dear " + AWKWARD,
            Optional.of("<p>Dear O&#39;Brien \uD83D\uDC4B</p>"),
            Optional.of(URI.create("https://p.example/p/token")),
            Locale.ENGLISH));
  }

  /** A lead of a person with an awkward name. */
  public static BusRecord lead(UUID account, String connector) {
    UUID lead = Ids.next(Instant.now());
    return TrialHub.record(
        lead,
        new LeadAssigned(
            lead,
            Ids.next(Instant.now()),
            Optional.of(account),
            Optional.of(connector),
            "grace@example.org",
            "everyone",
            "The first rule that fits",
            "Heat pumps",
            42,
            Origin.NONE,
            List.of(
                new Identifier(Identifier.Kind.EMAIL, "ada@example.org", Optional.empty(), true)),
            Map.of("name", AWKWARD),
            List.of("Clicked a link", "Signed up")));
  }
}
