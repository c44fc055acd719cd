// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.accounts.Networks;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.SettingsField;
import org.parley.api.store.Transaction;

/** What the hub can be joined to, and the rules there. */
@Component
public final class Catalogue implements Connectors, Networks {
  private final Switchboard board;

  @Activate
  public Catalogue(@Reference Switchboard board) {
    this.board = board;
  }

  @Override
  public List<Descriptor> all() {
    return board.descriptors();
  }

  @Override
  public Optional<Descriptor> find(String connector) {
    return board.find(connector).map(Joined::descriptor);
  }

  @Override
  public Optional<Source> source(String connector) {
    return board.source(connector);
  }

  @Override
  public List<SettingsField> settings(String connector) {
    return board
        .find(connector)
        .map(joined -> joined.form().fields())
        .orElseThrow(() -> new NotFound("connector", connector));
  }

  @Override
  public Optional<TeaserRules> rulesFor(UUID account) {
    return board.hub().store().read(transaction -> rulesFor(transaction, account));
  }

  @Override
  public boolean can(UUID account, Capability capability) {
    return board
        .hub()
        .store()
        .read(transaction -> AccountRows.find(transaction, account))
        .flatMap(stored -> find(stored.connector()))
        .filter(descriptor -> descriptor.can(capability))
        .isPresent();
  }

  private Optional<TeaserRules> rulesFor(Transaction transaction, UUID account) {
    return AccountRows.find(transaction, account)
        .flatMap(stored -> find(stored.connector()))
        .filter(descriptor -> descriptor.can(Capability.PUBLISH))
        .map(
            descriptor ->
                new RulesOfNetwork(
                    descriptor.name(),
                    OwnRules.find(transaction, account).orElse(descriptor.rules())));
  }
}
