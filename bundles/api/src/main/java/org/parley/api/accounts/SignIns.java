// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.security.Caller;

/**
 * Signing accounts in at their systems, and out again, by a person with a browser. Every step is
 * audited. A sign-in that was begun ends within ten minutes, at any hub, for whoever began it; one
 * at another device within half an hour at most. An account stays whose it is until it is signed
 * out.
 */
@ProviderType
public interface SignIns {
  /**
   * How an account is signed in; empty where no person signs it in.
   *
   * @throws org.parley.api.NotFound when there is no such account
   */
  Optional<SignedIn> find(UUID account);

  /** The accounts, among those switched on, whose sign-in a person should look after. */
  List<SignedIn> pressing();

  /**
   * Begins to sign an account in, also one that is signed in already, which goes on until this one
   * has ended.
   *
   * @param app by which app, where there are several; empty for the one that is there
   * @throws org.parley.api.Conflict when the connector needs an app and none was entered, or
   *     several are there and none was named
   * @throws org.parley.api.ParleyException when the system cannot be asked
   */
  Step begin(UUID account, Optional<UUID> app, Caller by);

  /**
   * Goes on with what the system sent back with the browser.
   *
   * @param answer the parameters of the address
   * @throws org.parley.api.NotFound when no such sign-in was begun by the caller, or it has ended
   * @throws org.parley.api.Conflict when somebody else signed in than the account is
   * @throws org.parley.api.ParleyException when the person or the system refused
   */
  Step arrive(Map<String, String> answer, Caller by);

  /**
   * Asks whether a person has entered the code at another device.
   *
   * @param begun as {@link Enter} says
   */
  Step ask(UUID begun, Caller by);

  /**
   * What there is to choose among; empty when nothing was asked.
   *
   * @throws org.parley.api.NotFound as {@link #arrive}
   */
  List<Offer> offers(UUID begun, Caller by);

  /**
   * Signs the account in as the first of what was chosen, and connects an account of the same
   * settings for each other one; those that are there already are signed in anew.
   *
   * @param chosen ids of offers, at least one
   */
  Step choose(UUID begun, List<String> chosen, Caller by);

  /**
   * Signs an account out: gives its token back to the system where that can be done and no other
   * account goes by it, and forgets it with whatever was begun for the account.
   *
   * @return what the system said to that, one sentence
   */
  String leave(UUID account, Caller by);

  /** What comes next. */
  sealed interface Step {}

  /**
   * The browser goes there.
   *
   * @param system its name
   */
  record Go(URI address, String system) implements Step {
    public Go {
      requireNonNull(address);
      requireNonNull(system);
    }
  }

  /**
   * A person enters a code at another device.
   *
   * @param begun by which to {@link SignIns#ask}
   * @param code that is entered
   * @param where it is entered
   * @param pause how long to wait before asking
   */
  record Enter(UUID begun, String code, URI where, Duration pause) implements Step {
    public Enter {
      requireNonNull(begun);
      requireNonNull(code);
      requireNonNull(where);
      requireNonNull(pause);
    }
  }

  /**
   * A person chooses.
   *
   * @param begun by which to {@link SignIns#choose}
   */
  record Choose(UUID begun, List<Offer> offers) implements Step {
    public Choose {
      requireNonNull(begun);
      offers = List.copyOf(offers);
    }
  }

  /**
   * It is done.
   *
   * @param account that was to be signed in
   * @param others that were made or signed in along with it
   */
  record Done(UUID account, List<UUID> others) implements Step {
    public Done {
      requireNonNull(account);
      others = List.copyOf(others);
    }
  }

  /**
   * Something to choose.
   *
   * @param id as the system has it
   * @param name for people
   * @param account that is signed in as it already
   */
  record Offer(String id, String name, Optional<UUID> account) {
    public Offer {
      requireNonNull(id);
      requireNonNull(name);
      requireNonNull(account);
    }
  }
}
