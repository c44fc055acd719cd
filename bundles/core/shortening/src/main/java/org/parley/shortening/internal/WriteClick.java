// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Origin;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.shortening.internal.Agents.Agent;

/** Says of a visit what the hub may know. */
final class WriteClick {
  private static final int LONGEST_AGENT = 512;
  private static final int LONGEST_HOST = 253;

  private final Agents agents = new Agents();

  /**
   * Whether a visit is a click: not when only the head is asked for, nor when a browser guesses.
   */
  static boolean counts(Visit visit) {
    return !visit.head() && !isGuess(visit, "sec-purpose") && !isGuess(visit, "purpose");
  }

  /**
   * @param daily of the day of the visit
   */
  BusRecord of(StoredLink link, Visit visit, DailyKey daily) {
    String named = visit.headers().getOrDefault("user-agent", "");
    String agent = named.substring(0, Math.min(named.length(), LONGEST_AGENT));
    Agent follower = agents.tell(agent);
    Optional<String> visitor =
        isPrivate(visit) || follower.robot().isPresent() ? Optional.empty() : visit.visitorKey();
    ClickRecorded click =
        new ClickRecorded(
            Ids.next(visit.at()),
            link.id(),
            visit.at(),
            isPrivate(visit) ? forAnybody(link.origin()) : link.origin(),
            agent,
            follower.robot(),
            visitor,
            daily.of(visit.address(), agent, link.domain()),
            referrer(visit),
            follower.witness(),
            follower.app());
    return record(click, visitor.map(WriteClick::inOrderWith).orElse(link.id().toString()));
  }

  /** Whoever asks not to be tracked is not told by a personal link either. */
  private static Origin forAnybody(Origin origin) {
    return new Origin(
        origin.campaign(),
        origin.message(),
        origin.post(),
        origin.mailing(),
        origin.account(),
        origin.network(),
        origin.sharer(),
        Optional.empty());
  }

  private static String inOrderWith(String visitorKey) {
    return new Identifier(Kind.VISITOR, visitorKey, Optional.empty(), false).partitionKey();
  }

  private static BusRecord record(ClickRecorded click, String key) {
    UUID id = click.click();
    String subject = click.link().toString();
    return new BusRecord(id, Room.SOURCE, subject, click.at(), key, Optional.empty(), click);
  }

  private static boolean isGuess(Visit visit, String header) {
    String purpose = visit.headers().getOrDefault(header, "").toLowerCase(Locale.ROOT);
    return purpose.contains("prefetch") || purpose.contains("prerender");
  }

  private static boolean isPrivate(Visit visit) {
    return "1".equals(visit.headers().get("dnt")) || "1".equals(visit.headers().get("sec-gpc"));
  }

  private static Optional<String> referrer(Visit visit) {
    try {
      return Optional.ofNullable(visit.headers().get("referer"))
          .map(URI::create)
          .map(URI::getHost)
          .map(host -> host.toLowerCase(Locale.ROOT))
          .filter(host -> host.length() <= LONGEST_HOST);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
