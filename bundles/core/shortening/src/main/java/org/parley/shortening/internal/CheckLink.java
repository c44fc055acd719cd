// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.links.LinkChange;
import org.parley.api.links.NewLink;
import org.parley.api.links.Origin;
import org.parley.shortening.internal.Mint.Draft;

/** Reads what a person says of a link, and collects all that is wrong with it. */
final class CheckLink {
  private final Domains domains;
  private final Targets targets;
  private final Instant now;
  private final List<Violation> violations = new ArrayList<>();

  private CheckLink(Domains domains, Instant now) {
    this.domains = domains;
    this.targets = new Targets(domains);
    this.now = now;
  }

  /**
   * @throws InvalidInput naming every bad field
   */
  static Draft read(NewLink input, Domains domains, Instant now) {
    CheckLink check = new CheckLink(domains, now);
    Optional<String> slug = Optional.ofNullable(input.slug());
    slug.flatMap(Slugs::objection).ifPresent(objection -> check.refuse("slug", objection));
    String domain = check.domain(input.domain());
    check.refusePast(input.expiresAt());
    Content content = check.content(input.target(), input.title(), input.expiresAt());
    return new Draft(
        Ids.next(now), domain, slug, content.target, content.title, Origin.NONE, content.expiresAt);
  }

  /**
   * @throws InvalidInput naming every bad field
   */
  static Content read(LinkChange input, Domains domains, Instant now) {
    return new CheckLink(domains, now).content(input.target(), input.title(), input.expiresAt());
  }

  /** What may be changed of a link. */
  record Content(URI target, Optional<String> title, Optional<Instant> expiresAt) {}

  private Content content(
      @Nullable String address, @Nullable String name, @Nullable Instant expiresAt) {
    Optional<URI> target = collect(() -> targets.read("target", address == null ? "" : address));
    Optional<String> title =
        Optional.ofNullable(name).map(String::strip).filter(it -> !it.isEmpty());
    if (title.isPresent() && title.get().chars().anyMatch(Character::isISOControl)) {
      refuse("title", "holds control characters; only text of one line is accepted");
    }
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
    return new Content(
        target.orElseThrow(),
        title,
        Optional.ofNullable(expiresAt).map(end -> end.truncatedTo(ChronoUnit.MICROS)));
  }

  private String domain(@Nullable String host) {
    if (host == null || host.isBlank()) {
      return Domains.MAIN;
    }
    Optional<String> domain = domains.find(host);
    if (domain.isEmpty()) {
      refuse("domain", "'" + host + "' is not a link domain of this hub");
    }
    return domain.orElse(Domains.MAIN);
  }

  private void refusePast(@Nullable Instant expiresAt) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      refuse("expiresAt", "'" + expiresAt + "' is past; a new link lasts for a while");
    }
  }

  private <T> Optional<T> collect(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidInput refused) {
      violations.addAll(refused.violations());
      return Optional.empty();
    }
  }

  private void refuse(String field, String message) {
    violations.add(new Violation(field, message));
  }
}
