// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.parley.api.Ids;
import org.parley.api.Violation;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.accounts.Networks;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;

/** Accounts of networks that count UTF-16 units. */
final class FakeNetworks implements Accounts, Networks {
  private final Map<UUID, Account> accounts = new ConcurrentSkipListMap<>();
  private final Map<UUID, TeaserRules> rules = new ConcurrentSkipListMap<>();

  private final Set<Capability> abilities = EnumSet.noneOf(Capability.class);

  private Runnable whenAsked = () -> {};

  /** From now on all of them can do that. */
  void learn(Capability capability) {
    abilities.add(capability);
  }

  @Override
  public boolean can(UUID account, Capability capability) {
    return abilities.contains(capability);
  }

  /** Runs this once, when somebody asks next what an account takes. */
  void whenAskedNext(Runnable work) {
    whenAsked = work;
  }

  UUID connect(String connector, int most, boolean cards) {
    UUID id = Ids.next(java.time.Instant.EPOCH);
    accounts.put(
        id,
        new Account(id, connector, connector, Account.Status.ONLINE, Optional.empty(), "Ready"));
    rules.put(id, new Rules(most, cards));
    return id;
  }

  UUID connectFeed() {
    UUID id = connect("feed", 1, false);
    rules.remove(id);
    return id;
  }

  void remove(UUID account) {
    accounts.remove(account);
    rules.remove(account);
  }

  @Override
  public Optional<Account> find(UUID id) {
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public List<Account> all() {
    return List.copyOf(accounts.values());
  }

  @Override
  public Optional<TeaserRules> rulesFor(UUID account) {
    Runnable work = whenAsked;
    whenAsked = () -> {};
    work.run();
    return Optional.ofNullable(rules.get(account));
  }

  private record Rules(int most, boolean showsCards) implements TeaserRules {
    @Override
    public int length(String text) {
      return text.length();
    }

    @Override
    public List<Violation> check(Teaser teaser) {
      return teaser.text().length() <= most
          ? List.of()
          : List.of(new Violation("text", "is longer than " + most));
    }
  }
}
