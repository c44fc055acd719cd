// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Fault;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.connectors.Capability;
import org.parley.api.security.Caller;

/** What an administrator does with accounts. Every change is audited. */
@ProviderType
public interface AccountDesk {
  /** All accounts, the youngest first. */
  Paged<Account> list(PageRequest page);

  Optional<AccountDetail> find(UUID id);

  /**
   * Connects an account; its routes start at once.
   *
   * @throws org.parley.api.InvalidInput naming every bad field, those of its settings as {@code
   *     settings.<name>}
   * @throws org.parley.api.Conflict when an account of that connector bears the name
   */
  AccountDetail create(AccountInput input, Caller by);

  /**
   * Replaces what was entered about an account; its connector cannot change.
   *
   * @param version of the account as it was read
   * @throws org.parley.api.Conflict when it has changed since
   */
  AccountDetail change(UUID id, long version, AccountInput input, Caller by);

  /**
   * Switches an account on.
   *
   * @param version of the account as it was read
   * @return the account, unchanged when it is on already
   * @throws org.parley.api.Conflict when it has changed since
   */
  AccountDetail enable(UUID id, long version, Caller by);

  /**
   * Switches an account off: what is meant for it waits on the bus until it is on again.
   *
   * @param version of the account as it was read
   * @return the account, unchanged when it is off already
   * @throws org.parley.api.Conflict when it has changed since
   */
  AccountDetail disable(UUID id, long version, Caller by);

  /**
   * Forgets an account with its secrets and cursors; what a person had signed in with is given back
   * to the system afterwards, where that can be done.
   */
  void remove(UUID id, Caller by);

  /** Tries the connection of an account, whether it is on or off. Blocks for up to a minute. */
  Tested test(UUID id);

  /**
   * Tries what was entered before it is kept.
   *
   * @param account whose secrets stand in for those left out, when it exists already
   * @throws org.parley.api.InvalidInput naming every bad field
   */
  Tested test(AccountInput input, Optional<UUID> account);

  /** What may or may not have been delivered and waits for a person, the youngest first. */
  Paged<Unclear> unclear(PageRequest page);

  /**
   * What came of trying a connection.
   *
   * @param fault who must act, empty when it works
   * @param report one sentence: what was tried and what came back
   */
  record Tested(Optional<Fault> fault, String report) {}

  /**
   * Something whose outcome nobody knows: the hub stopped, or the system did, between handing over
   * and noting it. Replaying its parked record hands it over once more.
   *
   * @param key the id of the post, mail or lead record
   * @param since when it was handed over
   */
  record Unclear(UUID account, Capability capability, UUID key, Instant since, String reason) {}
}
