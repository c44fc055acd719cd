// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * A system does not take an account for signed in, and why: what the hub does next, and what it
 * tells a person, follows from that alone. A connector throws or explains with it where its system
 * has words of its own for it.
 */
public final class SignInRefused extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Nobody has signed in, or somebody has signed out. */
    MISSING,
    /** The token has ended; another may be had without a person. */
    EXPIRED,
    /** What the account signed in with is not taken any longer; a person must sign in again. */
    REVOKED,
    /** A right is missing; a person must sign in again and grant it. Renewing does not help. */
    SCOPE,
    /** The app that all its accounts share is not taken; an administrator must look into it. */
    APP
  }

  private final Reason reason;

  public SignInRefused(Reason reason, String message) {
    super(fault(reason), message);
    this.reason = requireNonNull(reason);
  }

  public SignInRefused(Reason reason, String message, Throwable cause) {
    super(fault(reason), message, cause);
    this.reason = requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }

  private static Fault fault(Reason reason) {
    return reason == Reason.APP ? Fault.SETTINGS : Fault.CREDENTIALS;
  }
}
