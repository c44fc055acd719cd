// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.connector.SignInRefused;
import org.parley.connector.Token;
import org.parley.connectors.internal.Signing.Leaving;

/** What the calls of one account show to its system, and what is done when that is not taken. */
final class Access implements Signing.Signer {
  private static final Held NOTHING =
      Held.of(new Token(new Secret(""), Optional.empty(), Optional.empty(), Map.of()));

  private final SignIn scheme;
  private final @Nullable Proof proof;
  private final UUID account;
  private final Flows flows;
  private final Signing signing;
  private final String ticket;
  private final @Nullable Tokens tokens;
  private final AtomicLong heard = new AtomicLong();
  private volatile @Nullable FlowParts parts;
  private volatile Held shown = NOTHING;

  Access(Descriptor connector, UUID account, Flows flows, Way way) {
    this.scheme = connector.signIn();
    this.proof = proof(scheme);
    this.account = account;
    this.flows = flows;
    this.signing = way.signing();
    this.ticket = signing.admit(this);
    this.tokens = tokens(way);
  }

  /**
   * What it works with.
   *
   * @param route the connector's own way to a token, where it has one
   */
  record Way(Hub hub, Signing signing, Tokens.Renewer route) {}

  private @Nullable Tokens tokens(Way way) {
    if (scheme instanceof SignIn.Session session) {
      return new Tokens(way.hub(), account, session.ahead(), way.route());
    } else if (scheme instanceof OAuth2 oauth) {
      return new Tokens(way.hub(), account, oauth.life().ahead(), this::renew);
    } else if (scheme instanceof SignIn.OAuth1 || scheme instanceof SignIn.Atproto) {
      return new Tokens(way.hub(), account, Duration.ofMinutes(1), this::renew);
    }
    return null;
  }

  /** The app is looked up each time: its secret may have been replaced. */
  private Held renew(Optional<Held> last) throws CallFailed {
    return flows.flow(flows.appOf(account), "").orElseThrow().renew(last);
  }

  /**
   * What one call shows.
   *
   * @param heard how many nonces were known
   * @param retold whether it was tried again for a nonce
   * @param renewed whether it was tried again with another token
   */
  record Pass(Held held, Map<String, Object> headers, long heard, boolean retold, boolean renewed) {
    Map<String, String> facts() {
      return held.token().facts();
    }
  }

  Pass pass() throws CallFailed {
    try {
      Held held = scheme instanceof SignIn.SelfSigned self ? stated(self) : held();
      shown = held;
      return new Pass(held, headers(held), heard.get(), false, false);
    } catch (ParleyException e) {
      throw new CallFailed(e, false);
    }
  }

  private Held held() throws CallFailed {
    return tokens == null ? NOTHING : tokens.current();
  }

  private Held stated(SignIn.SelfSigned self) {
    FlowParts with = parts();
    String statement = Jwts.sign(self.jwt(), with.values(), with.now());
    return Held.of(new Token(new Secret(statement), Optional.empty(), Optional.empty(), Map.of()));
  }

  private Map<String, Object> headers(Held held) {
    if (proof == null) {
      return Map.of();
    } else if (proof instanceof Proof.Header || proof instanceof Proof.Basic) {
      return Map.copyOf(parts().show(proof, held, "", URI.create("/")).headers());
    }
    return Map.of("Authorization", ticket);
  }

  private FlowParts parts() {
    FlowParts known = parts;
    if (known == null) {
      known = flows.parts(flows.appOf(account));
      parts = known;
    }
    return known;
  }

  /**
   * What to show after the system did not take something; empty where nothing else would help.
   *
   * @throws CallFailed when there is nothing else, and why
   */
  Optional<Pass> anew(Pass refused, CallFailed why) throws CallFailed {
    if (tokens == null || !mayRenew(why)) {
      return Optional.empty();
    }
    long now = heard.get();
    if (now != refused.heard() && !refused.retold()) {
      return Optional.of(new Pass(refused.held(), refused.headers(), now, true, refused.renewed()));
    }
    if (refused.renewed()) {
      return Optional.empty();
    }
    Held next = tokens.after(refused.held());
    shown = next;
    return Optional.of(new Pass(next, headers(next), heard.get(), false, true));
  }

  /** A right that is missing is not had by another token of the same sign-in. */
  private static boolean mayRenew(CallFailed why) {
    if (why.failure().fault() != Fault.CREDENTIALS) {
      return false;
    }
    if (why.failure() instanceof SignInRefused refused) {
      return refused.reason() == SignInRefused.Reason.EXPIRED;
    }
    return !(why.failure().getCause() instanceof HttpOperationFailedException answered)
        || answered.getStatusCode() != 403;
  }

  /** A right that is missing is told with the sign-in, where a person can do something about it. */
  void note(CallFailed failed) {
    if (failed.failure() instanceof SignInRefused refused
        && refused.reason() == SignInRefused.Reason.SCOPE) {
      flows.noteMissingRight(account, refused.getMessage());
    }
  }

  /** Sees to it that a sign-in does not end only because nobody used it. */
  void tend() throws CallFailed {
    if (tokens != null && scheme.isPersonal()) {
      tokens.tend(this::isRenewable);
    }
  }

  private boolean isRenewable(Held held) {
    boolean exchanged =
        scheme instanceof OAuth2 oauth && oauth.renewal() instanceof OAuth2.ByExchange;
    return exchanged || held.token().refresh().isPresent();
  }

  @Override
  public Leaving sign(String method, URI address, String form) {
    FlowParts with = parts();
    return proof instanceof Proof.Signature
        ? new Leaving(address, Shown.oauth1(shown, new Shown.Asked(method, address, form), with))
        : with.show(requireNonNull(proof), shown, method, address);
  }

  @Override
  public void heard(URI address, String nonce) {
    if (parts().nonces().keep(address, nonce)) {
      heard.incrementAndGet();
    }
  }

  void close() {
    signing.dismiss(ticket);
  }

  private static @Nullable Proof proof(SignIn scheme) {
    if (scheme instanceof SignIn.Key key) {
      return key.proof().orElse(null);
    } else if (scheme instanceof SignIn.SelfSigned self) {
      return self.proof();
    } else if (scheme instanceof OAuth2 oauth) {
      return oauth.proof();
    } else if (scheme instanceof SignIn.OAuth1) {
      return new Proof.Signature();
    } else if (scheme instanceof SignIn.Atproto) {
      return new Proof.Dpop();
    }
    return scheme instanceof SignIn.Session ? Proof.bearer() : null;
  }
}
