// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.Networks;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.NewCampaign;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.links.Links;
import org.parley.api.web.WebTarget;

/**
 * Checks what marketers ask for beyond the constraints of the single fields, and makes the domain's
 * records of it.
 */
final class CheckCampaign {
  private final Accounts accounts;
  private final Networks networks;
  private final Links links;

  CheckCampaign(Accounts accounts, Networks networks, Links links) {
    this.accounts = accounts;
    this.networks = networks;
    this.links = links;
  }

  void check(NewCampaign input) {
    List<Violation> violations = new ArrayList<>();
    List<UUID> chosen = accounts(input);
    for (int i = 0; i < chosen.size(); i++) {
      checkAccount("accounts[" + i + "]", chosen.get(i), violations);
    }
    if (chosen.stream().distinct().count() < chosen.size()) {
      violations.add(new Violation("accounts", "an account may be named once"));
    }
    UUID feed = input.feed();
    if (feed != null && accounts.find(feed).isEmpty()) {
      violations.add(new Violation("feed", "no account '" + feed + "' exists"));
    }
    refuse(violations);
  }

  private void checkAccount(String path, UUID account, List<Violation> violations) {
    if (accounts.find(account).isEmpty()) {
      violations.add(new Violation(path, "no account '" + account + "' exists"));
    } else if (networks.rulesFor(account).isEmpty()) {
      violations.add(new Violation(path, "account '" + account + "' cannot publish posts"));
    }
  }

  void check(NewMessage input) {
    List<Violation> violations = new ArrayList<>();
    collect(() -> target(input), violations);
    collect(() -> image(input), violations);
    refuse(violations);
  }

  private static void collect(Runnable reading, List<Violation> violations) {
    try {
      reading.run();
    } catch (InvalidInput refused) {
      violations.addAll(refused.violations());
    }
  }

  /** As it is sent: every post gets a short link that leads there. */
  Optional<URI> target(NewMessage input) {
    return Optional.ofNullable(input.target()).map(it -> links.readTarget("target", it.toString()));
  }

  /** As it is sent; empty when there is none. */
  static Optional<URI> image(NewMessage input) {
    return Optional.ofNullable(input.image())
        .map(it -> WebTarget.read("image", it.toString()).address());
  }

  static Campaign campaign(
      UUID id, NewCampaign input, Campaign.State state, Instant createdAt, long version) {
    return new Campaign(
        id,
        requireNonNull(input.name()).strip(),
        Optional.ofNullable(input.goal()).orElse(""),
        Locale.forLanguageTag(Optional.ofNullable(input.language()).orElse("en")),
        accounts(input),
        Optional.ofNullable(input.feed()),
        Optional.ofNullable(input.mailing()),
        Boolean.TRUE.equals(input.automatic()),
        state,
        createdAt,
        version);
  }

  static Campaign withState(Campaign old, Campaign.State state) {
    return new Campaign(
        old.id(),
        old.name(),
        old.goal(),
        old.language(),
        old.accounts(),
        old.feed(),
        old.mailing(),
        old.automatic(),
        state,
        old.createdAt(),
        old.version() + 1);
  }

  private static List<UUID> accounts(NewCampaign input) {
    return Optional.ofNullable(input.accounts()).orElse(List.of());
  }

  private static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
  }
}
