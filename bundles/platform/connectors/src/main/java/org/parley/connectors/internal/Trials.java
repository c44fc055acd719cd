// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.Secret;
import org.parley.api.accounts.AccountDesk.Tested;
import org.parley.api.accounts.AccountInput;

/** Tries connections. */
final class Trials {
  private final Switchboard board;
  private final AccountSecrets secrets;

  Trials(Switchboard board, AccountSecrets secrets) {
    this.board = board;
    this.secrets = secrets;
  }

  Tested test(StoredAccount account) {
    Optional<Line> line = board.line(account);
    if (line.isPresent()) {
      return tested(line.get()::check);
    }
    Joined<?> connector =
        board
            .find(account.connector())
            .orElseThrow(() -> new NotFound("connector", account.connector()));
    if (!account.enabled() && connector.descriptor().signIn().isPersonal()) {
      return new Tested(
          Optional.of(Fault.SETTINGS),
          "The account is switched off; switch it on to try it as it is signed in");
    }
    return tested(
        () -> tryOut(connector, account.settings(), field -> secrets.find(account, field)));
  }

  Tested test(AccountInput input, Optional<StoredAccount> account) {
    Joined<?> connector = board.get(String.valueOf(input.connector()));
    connector.requireLiving();
    Map<String, @Nullable Object> tree = input.settings() == null ? Map.of() : input.settings();
    Function<String, Optional<Secret>> kept =
        field -> account.flatMap(known -> secrets.find(known, field));
    return connector.descriptor().signIn().isPersonal()
        ? tested(() -> lookOver(connector, tree, kept))
        : tested(() -> tryOut(connector, tree, kept));
  }

  /** With settings that nobody has signed in by there is nothing to show to the system. */
  private String lookOver(
      Joined<?> connector,
      Map<String, @Nullable Object> tree,
      Function<String, Optional<Secret>> kept)
      throws CallFailed {
    new Destinations(connector.read(tree, kept).values(), board.hub().outside().gate()).check();
    return "The settings are complete; whether they are right shows when somebody signs in";
  }

  private static <S> String tryOut(
      Joined<S> connector,
      Map<String, @Nullable Object> tree,
      Function<String, Optional<Secret>> kept)
      throws CallFailed {
    return connector.tryOut(UUID.randomUUID(), connector.read(tree, kept));
  }

  private static Tested tested(Trial trial) {
    try {
      return new Tested(Optional.empty(), trial.run());
    } catch (CallFailed e) {
      return new Tested(Optional.of(e.failure().fault()), String.valueOf(e.getMessage()));
    }
  }

  @FunctionalInterface
  private interface Trial {
    String run() throws CallFailed;
  }
}
