// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parley.api.accounts.SignedIn;
import org.parley.api.accounts.SignedIn.State;
import org.parley.api.connectors.Choice;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.SignIn;
import org.parley.connector.SignInRefused;

/** Shows how accounts are signed in, and what that will want of a person. */
final class SignInView {
  /** These say what a token tells of a person; providers name them as they like when they grant. */
  private static final Set<String> OF_PERSONS =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access", "offline.access");

  private final Switchboard board;

  SignInView(Switchboard board) {
    this.board = board;
  }

  /** What of a scheme counts here. */
  record Scheme(Set<String> scopes, Optional<Choice> choice) {}

  Scheme scheme(StoredAccount account) {
    return signIn(account)
        .filter(OAuth2.class::isInstance)
        .map(OAuth2.class::cast)
        .map(oauth -> new Scheme(Set.copyOf(oauth.scopes().names()), oauth.choice()))
        .orElse(new Scheme(Set.of(), Optional.empty()));
  }

  private Optional<SignIn> signIn(StoredAccount account) {
    return board.find(account.connector()).map(joined -> joined.descriptor().signIn());
  }

  Optional<SignedIn> find(StoredAccount account) {
    return isPersonal(account)
        ? Optional.of(
            shown(
                account,
                board
                    .hub()
                    .store()
                    .read(transaction -> SignInRows.find(transaction, account.id()))))
        : Optional.empty();
  }

  /** Of the accounts that are switched on. */
  List<SignedIn> pressing() {
    List<StoredAccount> accounts = board.hub().store().read(AccountRows::all);
    Map<UUID, SignInRows.Stored> rows =
        board.hub().store().read(SignInRows::all).stream()
            .collect(Collectors.toMap(SignInRows.Stored::account, Function.identity()));
    return accounts.stream()
        .filter(StoredAccount::enabled)
        .filter(this::isPersonal)
        .map(account -> shown(account, Optional.ofNullable(rows.get(account.id()))))
        .filter(SignedIn::isPressing)
        .toList();
  }

  private boolean isPersonal(StoredAccount account) {
    return signIn(account).map(SignIn::isPersonal).orElse(false);
  }

  private SignedIn shown(StoredAccount account, Optional<SignInRows.Stored> row) {
    Instant now = board.hub().clock().instant();
    return new SignedIn(
        account.id(),
        row.map(one -> state(one, now)).orElse(State.MISSING),
        row.flatMap(SignInRows.Stored::subject),
        row.flatMap(SignInRows.Stored::scopes).orElse(Set.of()).stream().sorted().toList(),
        row.flatMap(one -> missing(account, one)).orElse(List.of()),
        row.flatMap(SignInRows.Stored::app),
        row.flatMap(SignInRows.Stored::signedBy),
        row.flatMap(SignInRows.Stored::signedAt),
        row.flatMap(SignInRows.Stored::expiresAt),
        row.flatMap(one -> one.lasting().endsAt()),
        row.flatMap(SignInRows.Stored::refusal));
  }

  static State state(SignInRows.Stored row, Instant now) {
    if (row.signedAt().isEmpty()) {
      return State.MISSING;
    }
    boolean refused = row.refused().filter(why -> why != SignInRefused.Reason.APP).isPresent();
    if (refused || row.lasting().isOver(now)) {
      return State.ENDED;
    }
    return row.lasting().endsSoon(now) ? State.ENDS_SOON : State.HOLDS;
  }

  private Optional<List<String>> missing(StoredAccount account, SignInRows.Stored row) {
    return row.scopes()
        .map(
            given ->
                scheme(account).scopes().stream()
                    .filter(wanted -> !given.contains(wanted) && !OF_PERSONS.contains(wanted))
                    .sorted()
                    .toList());
  }
}
