// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Secret;

/** Signing in to the console and staying signed in. */
@ProviderType
public interface SignIn {
  /**
   * Opens a session.
   *
   * @param address the network address that the attempt comes from, for telling guessing from
   *     mistyping
   * @throws org.parley.api.ParleyException with fault {@code CREDENTIALS} when name or password are
   *     wrong or the user is disabled; the message does not say which
   * @throws org.parley.api.Busy after too many wrong attempts, for as long as it says, also with
   *     the right password
   */
  Session signIn(String name, Secret password, String address);

  /** The session of this token, prolonged by being asked for; empty when it has ended. */
  Optional<Session> find(Secret token);

  /** Ends a session; an ended or unknown one is left alone. */
  void signOut(Secret token);

  /**
   * A person who is signed in.
   *
   * @param token what the browser keeps in its cookie
   * @param caller who it is
   * @param csrf what each form of the session carries against requests forged by other sites
   * @param endsAt when it ends if nothing more is done
   */
  record Session(Secret token, Caller caller, String csrf, Instant endsAt) {}
}
