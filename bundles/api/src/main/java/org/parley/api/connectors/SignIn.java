// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an account proves to its system who it is; all of it data. The hub does what it says: leads a
 * person to the system and back, keeps and renews the token, and puts the proof on each request.
 */
public sealed interface SignIn
    permits OAuth2,
        SignIn.Atproto,
        SignIn.Key,
        SignIn.None,
        SignIn.OAuth1,
        SignIn.SelfSigned,
        SignIn.Session {
  /**
   * Whether a person must go to the system with a browser before the account can do anything; else
   * its settings hold all that is needed.
   */
  default boolean isPersonal() {
    return false;
  }

  /**
   * The settings whose change makes the account somebody else's, so that what it signed in with is
   * forgotten; empty for all of them.
   */
  default Set<String> settings() {
    return Set.of();
  }

  /** It need not. */
  record None() implements SignIn {}

  /**
   * By a key or password of its settings, shown with each request.
   *
   * @param proof how; empty where the routes see to that
   */
  record Key(Optional<Proof> proof) implements SignIn {
    public Key {
      requireNonNull(proof);
    }

    /** Its routes show it. */
    public Key() {
      this(Optional.empty());
    }

    /** Such as {@code Proof.header("X-Api-Key", "{key}")}. */
    public Key(Proof proof) {
      this(Optional.of(proof));
    }
  }

  /**
   * By a token that the connector's own sign-in route fetches for the key or password of its
   * settings; the hub keeps it, puts it on each request and has it renewed.
   *
   * @param ahead how long before its end a token is renewed
   */
  record Session(Duration ahead) implements SignIn {
    public Session {
      requireNonNull(ahead);
    }
  }

  /**
   * By a statement that the hub signs with a key of its settings and renews by itself; nothing is
   * asked for.
   */
  record SelfSigned(Jwt jwt, Proof proof) implements SignIn {
    public SelfSigned {
      requireNonNull(jwt);
      requireNonNull(proof);
    }
  }

  /**
   * OAuth 1.0a (RFC 5849), signed with HMAC-SHA1. Its tokens do not end by themselves.
   *
   * @param request where a sign-in begins
   * @param authorize where the person goes
   * @param access where it ends
   * @param parameters what else the person's address holds, such as {@code perms=write}
   * @param facts what else of the last answer routes need: the fact and the answer's field
   */
  record OAuth1(
      Template request,
      Template authorize,
      Template access,
      Client client,
      Map<String, String> parameters,
      Map<String, String> facts)
      implements SignIn {
    public OAuth1 {
      requireNonNull(request);
      requireNonNull(authorize);
      requireNonNull(access);
      requireNonNull(client);
      parameters = Map.copyOf(parameters);
      facts = Map.copyOf(facts);
    }

    @Override
    public boolean isPersonal() {
      return true;
    }

    @Override
    public Set<String> settings() {
      Set<String> names = new HashSet<>(client.settings());
      names.addAll(request.names());
      names.addAll(authorize.names());
      names.addAll(access.names());
      return names;
    }
  }

  /**
   * The AT Protocol's profile of OAuth: whose account it is says which servers are asked. Routes
   * find the facts {@code who.id}, the account's DID, and {@code pds}, the address of its server.
   *
   * @param handle of the account, or its DID
   * @param resolver a server that knows handles
   * @param directory that knows DIDs of the method plc
   * @param scopes beside {@code atproto}
   */
  record Atproto(Template handle, Template resolver, Template directory, List<String> scopes)
      implements SignIn {
    public Atproto {
      requireNonNull(handle);
      requireNonNull(resolver);
      requireNonNull(directory);
      scopes = List.copyOf(scopes);
    }

    @Override
    public boolean isPersonal() {
      return true;
    }

    @Override
    public Set<String> settings() {
      Set<String> names = new HashSet<>(handle.names());
      names.addAll(resolver.names());
      names.addAll(directory.names());
      return names;
    }
  }
}
