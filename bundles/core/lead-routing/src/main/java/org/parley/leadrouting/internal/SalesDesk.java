// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.NotFound;
import org.parley.api.Violation;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.leads.RoutingRule;
import org.parley.api.leads.ScoringRule;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Does what sales people and administrators ask for. */
@Component
public final class SalesDesk implements LeadDesk {
  private static final String ROUTING = "routing rule";
  private static final String SCORING = "scoring rule";

  private final Store store;
  private final Accounts accounts;
  private final AssignLeads assign;
  private final CloseLeads close;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public SalesDesk(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Profiles profiles,
      @Reference Doings doings,
      @Reference Accounts accounts) {
    this.store = store;
    this.accounts = accounts;
    this.assign = new AssignLeads(bus, profiles, new Story(doings), accounts, clock);
    this.close = new CloseLeads(bus);
  }

  @Override
  public Lead assign(UUID id, String owner, Optional<UUID> account, long version) {
    if (owner.isBlank()) {
      throw new InvalidInput("owner", "must name somebody");
    }
    account.ifPresent(this::requireAccount);
    return change(
        id,
        (tx, lead) -> {
          if (lead.version() != version) {
            throw new Conflict("Lead '" + id + "' has changed since it was read");
          }
          assign.byHand(tx, lead, owner.strip(), account);
        });
  }

  @Override
  public Lead accept(UUID id) {
    return change(
        id,
        (tx, lead) -> {
          if (lead.owner().isEmpty()) {
            throw new Conflict("Lead '" + id + "' has no owner who could accept it");
          }
          close.accept(tx, lead, Optional.empty(), clock.instant());
        });
  }

  @Override
  public Lead close(UUID id, boolean won, Optional<Money> amount) {
    return change(
        id,
        (tx, lead) -> {
          if (won) {
            close.won(tx, lead, amount, clock.instant());
          } else {
            close.lost(tx, lead, clock.instant());
          }
        });
  }

  @Override
  public RoutingRule addRoutingRule(NewRoutingRule input) {
    RoutingRule rule = rule(Ids.next(clock.instant()), input, 1);
    return store.inTransaction(
        tx -> {
          Rules.insert(tx, rule);
          return rule;
        });
  }

  @Override
  public RoutingRule changeRoutingRule(UUID id, NewRoutingRule input, long version) {
    RoutingRule rule = rule(id, input, version);
    return store.inTransaction(
        tx -> {
          boolean done = Rules.update(tx, rule);
          RoutingRule present =
              Rules.findRouting(tx, id).orElseThrow(() -> new NotFound(ROUTING, id));
          requireUnchanged(ROUTING, id, done);
          return present;
        });
  }

  @Override
  public void removeRoutingRule(UUID rule) {
    remove(ROUTING, rule, store.inTransaction(tx -> Rules.deleteRouting(tx, rule)));
  }

  @Override
  public ScoringRule addScoringRule(NewScoringRule input) {
    ScoringRule rule = rule(Ids.next(clock.instant()), input, 1);
    return store.inTransaction(
        tx -> {
          Rules.insert(tx, rule);
          return rule;
        });
  }

  @Override
  public ScoringRule changeScoringRule(UUID id, NewScoringRule input, long version) {
    ScoringRule rule = rule(id, input, version);
    return store.inTransaction(
        tx -> {
          boolean done = Rules.update(tx, rule);
          ScoringRule present =
              Rules.findScoring(tx, id).orElseThrow(() -> new NotFound(SCORING, id));
          requireUnchanged(SCORING, id, done);
          return present;
        });
  }

  @Override
  public void removeScoringRule(UUID rule) {
    remove(SCORING, rule, store.inTransaction(tx -> Rules.deleteScoring(tx, rule)));
  }

  private RoutingRule rule(UUID id, NewRoutingRule input, long version) {
    Optional<UUID> account = Optional.ofNullable(input.account());
    account.ifPresent(this::requireAccount);
    return new RoutingRule(
        id,
        requireNonNull(input.name()).strip(),
        requireNonNull(input.place()),
        filled(input.country()),
        filled(input.language()),
        filled(input.interest()),
        filled(input.network()),
        Optional.ofNullable(input.minimumScore()),
        requireNonNull(input.owners()),
        account,
        version);
  }

  private static ScoringRule rule(UUID id, NewScoringRule input, long version) {
    check(input);
    return new ScoringRule(
        id,
        requireNonNull(input.name()).strip(),
        filled(input.interaction()),
        filled(input.attribute()),
        filled(input.value()),
        requireNonNull(input.points()),
        requireNonNullElse(input.halfLifeDays(), 0),
        version);
  }

  private Lead change(UUID id, BiConsumer<Transaction, Lead> change) {
    return store.inTransaction(
        tx -> {
          Lead lead = LeadTable.lock(tx, id).orElseThrow(() -> new NotFound("lead", id));
          if (lead.stage().closed()) {
            throw new Conflict("Lead '" + id + "' is closed");
          }
          change.accept(tx, lead);
          return LeadTable.find(tx, id).orElseThrow(() -> new NotFound("lead", id));
        });
  }

  private void requireAccount(UUID account) {
    if (accounts.find(account).isEmpty()) {
      throw new InvalidInput("account", "no account '" + account + "' exists");
    }
  }

  private static void check(NewScoringRule input) {
    List<Violation> violations = new ArrayList<>();
    boolean onInteraction = filled(input.interaction()).isPresent();
    boolean onAttribute = filled(input.attribute()).isPresent();
    if (onInteraction == onAttribute) {
      violations.add(
          new Violation("interaction", "give either an interaction or an attribute, not both"));
    }
    if (onAttribute && filled(input.value()).isEmpty()) {
      violations.add(new Violation("value", "an attribute needs the value that earns the points"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
  }

  private static void requireUnchanged(String kind, UUID id, boolean unchanged) {
    if (!unchanged) {
      throw new Conflict("The %s '%s' has changed since it was read".formatted(kind, id));
    }
  }

  private static void remove(String kind, UUID id, boolean removed) {
    if (!removed) {
      throw new NotFound(kind, id);
    }
  }

  private static Optional<String> filled(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
