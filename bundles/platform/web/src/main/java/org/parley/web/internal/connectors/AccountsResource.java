// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.accounts.SignIns;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The accounts that administrators have connected. */
@Component
public final class AccountsResource implements Resource {
  record StateInput(@NotNull @Nullable Boolean enabled) {}

  /**
   * An account as it is shown.
   *
   * @param signIn how it is signed in; empty where no person signs it in
   */
  record View(
      Account account,
      Map<String, @Nullable Object> settings,
      Set<String> secrets,
      boolean standard,
      boolean repeatUnclear,
      Optional<String> hook,
      Optional<SignInView> signIn,
      long version,
      Instant createdAt,
      Instant changedAt) {}

  private final AccountDesk desk;
  private final SignIns signIns;

  @Activate
  public AccountsResource(@Reference AccountDesk desk, @Reference SignIns signIns) {
    this.desk = desk;
    this.signIns = signIns;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listAccounts",
        call -> Answer.page(desk.list(call.page()), account -> account),
        "createAccount",
        this::create,
        "getAccount",
        call -> show(get(call)),
        "changeAccount",
        this::change,
        "removeAccount",
        this::remove,
        "setAccountState",
        this::setState,
        "listUnclearDeliveries",
        call -> Answer.page(desk.unclear(call.page()), each -> each),
        "listSignIns",
        call -> Answer.ok(Map.of("items", pressing())),
        "testAccount",
        call -> Answer.ok(desk.test(call.id("id", "account"))));
  }

  private Answer create(Call call) {
    AccountDetail account = desk.create(call.body(AccountInput.class), call.caller());
    return Answer.created("accounts/" + account.account().id(), view(account))
        .version(account.version())
        .renewedBy(() -> now(account));
  }

  private Answer change(Call call) {
    AccountDetail old = get(call);
    long version = call.expect(old.version());
    AccountDetail account =
        desk.change(old.account().id(), version, call.body(AccountInput.class), call.caller());
    return show(account).renewedBy(() -> now(account));
  }

  /** Its routes start, and its address for webhooks is known, once it is durable. */
  private View now(AccountDetail before) {
    return view(
        desk.find(before.account().id())
            .filter(present -> present.version() == before.version())
            .orElse(before));
  }

  private List<SignInView> pressing() {
    return signIns.pressing().stream().map(SignInView::of).toList();
  }

  private Answer remove(Call call) {
    desk.remove(call.id("id", "account"), call.caller());
    return Answer.nothing();
  }

  private Answer setState(Call call) {
    boolean enabled = requireNonNull(call.body(StateInput.class).enabled());
    AccountDetail old = get(call);
    long version = call.expect(old.version());
    UUID id = old.account().id();
    AccountDetail account =
        enabled
            ? desk.enable(id, version, call.caller())
            : desk.disable(id, version, call.caller());
    return show(account).renewedBy(() -> now(account));
  }

  private AccountDetail get(Call call) {
    UUID id = call.id("id", "account");
    return desk.find(id).orElseThrow(() -> new NotFound("account", id));
  }

  private Answer show(AccountDetail account) {
    return Answer.ok(view(account)).version(account.version());
  }

  private View view(AccountDetail detail) {
    return new View(
        detail.account(),
        detail.settings(),
        detail.secrets(),
        detail.standard(),
        detail.repeatUnclear(),
        detail.hook(),
        signIns.find(detail.account().id()).map(SignInView::of),
        detail.version(),
        detail.createdAt(),
        detail.changedAt());
  }
}
