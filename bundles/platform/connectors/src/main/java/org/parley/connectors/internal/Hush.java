// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.connector.SignInRefused;

/** Keeps an account's secrets out of what people read, though its system may repeat them. */
final class Hush {
  private static final String INSTEAD = "***";
  private static final String CUT = "…";

  /** Shorter ones stand in too many words that are none. */
  private static final int SHORTEST = 4;

  private static final int SHORTEST_PART = 8;

  private final List<String> secrets;

  private Hush(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * @param settings whose secrets are kept
   * @param proofs headers by which a request shows them
   */
  static Hush of(Map<String, Object> settings, Map<String, Object> proofs) {
    List<String> secrets = new ArrayList<>();
    for (Object value : settings.values()) {
      if (value instanceof Secret secret) {
        add(secrets, secret.reveal());
      }
    }
    proofs.values().forEach(proof -> add(secrets, word(String.valueOf(proof))));
    // the longest first, else one that begins like another would leave that one's end to be read
    secrets.sort(Comparator.comparing(String::length).reversed());
    return new Hush(secrets);
  }

  /** The same failure, its sentence without secrets. */
  CallFailed hush(CallFailed failed) {
    ParleyException failure = failed.failure();
    String sentence = hush(failure.getMessage());
    if (sentence.equals(failure.getMessage()) || failed.isCrowded()) {
      return failed;
    }
    return new CallFailed(said(failure, sentence), failed.isUnclear());
  }

  private static ParleyException said(ParleyException failure, String sentence) {
    if (failure instanceof SignInRefused refused) {
      return new SignInRefused(refused.reason(), sentence, refused);
    }
    return failure
        .retryAfter()
        .filter(wait -> failure.fault() == Fault.REMOTE)
        .map(wait -> ParleyException.retryAfter(wait, sentence))
        .orElseGet(() -> new ParleyException(failure.fault(), sentence, failure));
  }

  private String hush(String sentence) {
    String result = sentence;
    for (String secret : secrets) {
      result = result.replace(secret, INSTEAD);
      for (int part = secret.length() - 1; part >= SHORTEST_PART; part--) {
        result = result.replace(secret.substring(0, part) + CUT, INSTEAD + CUT);
      }
    }
    return result;
  }

  private static void add(List<String> secrets, String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
  }

  /** What follows the name of the scheme. */
  private static String word(String proof) {
    return proof.substring(proof.lastIndexOf(' ') + 1);
  }
}
