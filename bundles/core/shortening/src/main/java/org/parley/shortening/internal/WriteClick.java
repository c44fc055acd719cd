// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.Locale;
import java.util.Optional;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.shortening.internal.Agents.Agent;

/** Says of a visit what the hub may know. */
final class WriteClick {
  private static final int LONGEST_AGENT = 512;

  private final Agents agents = new Agents();
  private final Referrers referrers = new Referrers();

  /**
   * Whether a visit is a click: not when only the head is asked for, nor when a browser guesses.
   */
  static boolean counts(Visit visit) {
    return !visit.head() && !isGuess(visit, "sec-purpose") && !isGuess(visit, "purpose");
  }

  /**
   * Whoever asks not to be tracked is not told by a personal link either.
   *
   * @param daily of the day of the visit
   */
  BusRecord of(StoredLink link, Visit visit, DailyKey daily) {
    String named = visit.headers().getOrDefault("user-agent", "");
    Agent follower = agents.tell(named.substring(0, Math.min(named.length(), LONGEST_AGENT)));
    boolean asksForPrivacy = isPrivate(visit);
    Optional<String> visitor =
        asksForPrivacy || follower.robot().isPresent() ? Optional.empty() : visit.visitorKey();
    ClickRecorded click =
        new ClickRecorded(
            Ids.next(visit.at()),
            link.id(),
            visit.at(),
            asksForPrivacy ? link.origin().withoutRecipient() : link.origin(),
            follower.name(),
            follower.robot(),
            visitor,
            daily.of(visit.address(), follower.name(), link.domain()),
            Optional.ofNullable(visit.headers().get("referer")).flatMap(referrers::host),
            follower.witness(),
            follower.app());
    String subject = link.id().toString();
    String key = visitor.map(WriteClick::inOrderWith).orElse(subject);
    return new BusRecord(
        click.click(), Room.SOURCE, subject, click.at(), key, Optional.empty(), click);
  }

  private static String inOrderWith(String visitorKey) {
    return new Identifier(Kind.VISITOR, visitorKey, Optional.empty(), false).partitionKey();
  }

  private static boolean isGuess(Visit visit, String header) {
    String said = visit.headers().get(header);
    if (said == null) {
      return false;
    }
    String purpose = said.toLowerCase(Locale.ROOT);
    return purpose.contains("prefetch") || purpose.contains("prerender");
  }

  private static boolean isPrivate(Visit visit) {
    return "1".equals(visit.headers().get("dnt")) || "1".equals(visit.headers().get("sec-gpc"));
  }
}
