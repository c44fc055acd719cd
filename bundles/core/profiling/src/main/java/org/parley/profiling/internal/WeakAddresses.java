// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Addresses that many people may share: those of a role, those that stand for nobody, and those of
 * providers that give anybody an address for ten minutes.
 */
final class WeakAddresses {
  private static final String DISPOSABLE = "disposable-domains.txt";

  /** RFC 2142's mailbox names, and those that firms and programs use beside them. */
  private static final Set<String> ROLES =
      Set.of(
          "info",
          "marketing",
          "sales",
          "support",
          "abuse",
          "noc",
          "security",
          "postmaster",
          "hostmaster",
          "webmaster",
          "www",
          "admin",
          "administrator",
          "office",
          "contact",
          "kontakt",
          "mail",
          "email",
          "hello",
          "hallo",
          "team",
          "service",
          "help",
          "helpdesk",
          "billing",
          "invoice",
          "accounting",
          "buchhaltung",
          "hr",
          "jobs",
          "karriere",
          "career",
          "careers",
          "press",
          "presse",
          "media",
          "news",
          "newsletter",
          "orders",
          "shop",
          "vertrieb",
          "einkauf",
          "purchasing",
          "reception",
          "empfang",
          "enquiries",
          "inquiries",
          "feedback",
          "privacy",
          "datenschutz",
          "legal",
          "root",
          "system",
          "test",
          "tests",
          "testing",
          "tester",
          "example",
          "sample",
          "username",
          "noname",
          "nobody",
          "none",
          "null",
          "undefined",
          "unknown",
          "anonymous",
          "noreply",
          "no-reply",
          "donotreply",
          "do-not-reply",
          "noemail",
          "nomail",
          "na",
          "asdf",
          "abc",
          "aaa",
          "xxx",
          "everyone",
          "staff");

  private final Set<String> disposable;

  WeakAddresses() {
    this.disposable = read();
  }

  /**
   * @param address normalised
   */
  boolean includes(String address) {
    return EmailAddress.parse(address).map(this::includes).orElse(false);
  }

  boolean includes(EmailAddress address) {
    int tag = address.local().indexOf('+');
    String box = tag > 0 ? address.local().substring(0, tag) : address.local();
    return ROLES.contains(box) || isDisposable(address.domain());
  }

  private boolean isDisposable(String domain) {
    for (String part = domain;
        part.indexOf('.') > 0;
        part = part.substring(part.indexOf('.') + 1)) {
      if (disposable.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> read() {
    try (InputStream file = WeakAddresses.class.getResourceAsStream(DISPOSABLE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
