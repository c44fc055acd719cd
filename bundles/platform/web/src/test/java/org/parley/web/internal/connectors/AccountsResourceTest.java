// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;
import org.parley.api.accounts.SignedIn.State;
import org.parley.api.security.Caller;
import org.parley.web.internal.rest.ApiServer;

/** How accounts are signed in, as programs see it; each answer is held against the document. */
class AccountsResourceTest {
  private static final Instant END = Instant.parse("2026-11-30T09:00:00Z");

  private final UUID id = Ids.next(Instant.parse("2026-11-23T09:00:00Z"));
  private volatile Optional<SignedIn> signedIn = Optional.empty();
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ApiServer(List.of(), new AccountsResource(new OneAccount(), new Entrance()));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void saysNothingOfASignInWhereNoPersonSignsIn() throws Exception {
    assertThat(shown()).doesNotContain("signIn");
    assertThat(server.get("/sign-ins").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void foretellsWhenAPersonMustSignInAgain() throws Exception {
    signedIn = Optional.of(signedIn(State.ENDS_SOON, List.of(), Optional.empty()));

    assertThat(shown())
        .contains(
            "\"state\":\"ends-soon\"",
            "\"todo\":\"Sign in again by 2026-11-30T09:00:00Z\"",
            "\"endsAt\":\"2026-11-30T09:00:00Z\"",
            "\"page\":\"/console/accounts/" + id + "#sign-in\"");
    assertThat(server.get("/sign-ins").body())
        .contains("\"account\":\"" + id + "\"", "\"state\":\"ends-soon\"");
  }

  @Test
  void saysWhatIsToBeDone() throws Exception {
    signedIn = Optional.of(signedIn(State.MISSING, List.of(), Optional.empty()));
    assertThat(shown()).contains("\"todo\":\"Sign in\"");

    signedIn = Optional.of(signedIn(State.ENDED, List.of(), Optional.of("Revoked")));
    assertThat(shown()).contains("\"todo\":\"Sign in again\"", "\"reason\":\"Revoked\"");

    signedIn = Optional.of(signedIn(State.HOLDS, List.of("push"), Optional.empty()));
    assertThat(shown()).contains("\"todo\":\"Sign in again and grant push\"");

    signedIn = Optional.of(signedIn(State.HOLDS, List.of(), Optional.empty()));
    assertThat(shown()).contains("\"state\":\"holds\"").doesNotContain("todo");
  }

  private String shown() throws Exception {
    var answer = server.get("/accounts/" + id);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
    return answer.body();
  }

  private SignedIn signedIn(State state, List<String> missing, Optional<String> reason) {
    return new SignedIn(
        id,
        state,
        Optional.of("@ada"),
        List.of("read"),
        missing,
        Optional.empty(),
        Optional.of("ada"),
        Optional.of(Instant.EPOCH),
        Optional.of(END),
        Optional.of(END),
        reason);
  }

  private final class OneAccount implements AccountDesk {
    private final AccountDetail account =
        new AccountDetail(
            new Account(id, "club", "Ours", Account.Status.ONLINE, Optional.empty(), "Answers"),
            Map.of("issuer", "https://club.example"),
            Set.of("key"),
            false,
            false,
            Optional.empty(),
            3,
            Instant.EPOCH,
            Instant.EPOCH);

    @Override
    public Paged<Account> list(PageRequest page) {
      return Paged.last(List.of(account.account()));
    }

    @Override
    public Optional<AccountDetail> find(UUID wanted) {
      return Optional.of(account).filter(one -> one.account().id().equals(wanted));
    }

    @Override
    public AccountDetail create(AccountInput input, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccountDetail change(UUID wanted, long version, AccountInput input, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccountDetail enable(UUID wanted, long version, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AccountDetail disable(UUID wanted, long version, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(UUID wanted, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tested test(UUID wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tested test(AccountInput input, Optional<UUID> wanted) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Paged<Unclear> unclear(PageRequest page) {
      return Paged.last(List.of());
    }
  }

  private final class Entrance implements SignIns {
    @Override
    public Optional<SignedIn> find(UUID account) {
      return signedIn;
    }

    @Override
    public List<SignedIn> pressing() {
      return signedIn.stream().filter(SignedIn::isPressing).toList();
    }

    @Override
    public Step begin(UUID account, Optional<UUID> app, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Step arrive(Map<String, String> answer, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Step ask(UUID begun, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Offer> offers(UUID begun, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Step choose(UUID begun, List<String> chosen, Caller by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String leave(UUID account, Caller by) {
      throw new UnsupportedOperationException();
    }
  }
}
