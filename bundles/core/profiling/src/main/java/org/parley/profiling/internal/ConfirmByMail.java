// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Transaction;

/** Mails a person the address by which what is known can be taken out and erased. */
final class ConfirmByMail {
  /** Whoever holds an old link shall not fill the mailbox of another. */
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  private static final String ASK =
      """
      UPDATE profiling_profile SET asked_at = :now
      WHERE id = :id AND (asked_at IS NULL OR asked_at <= :before)
      """;

  private ConfirmByMail() {}

  /**
   * @param profile live and locked
   * @param page the fresh address
   * @return where it goes; empty when no address was ever shown to be the person's
   */
  static Optional<String> ask(
      Transaction transaction, UUID profile, Locale language, URI page, Said said) {
    Optional<String> address =
        FindIdentifiers.in(transaction, profile).stream()
            .filter(each -> each.kind() == Identifier.Kind.EMAIL && each.verified())
            .map(Identifier::value)
            .min(Comparator.naturalOrder());
    if (address.isPresent() && isDue(transaction, profile, said.now())) {
      PageWords words = PageWords.of(language.toLanguageTag());
      said.of(mail(profile, address.get(), words, page, said.now()));
    }
    return address;
  }

  private static boolean isDue(Transaction transaction, UUID profile, Instant now) {
    return transaction
            .sql(ASK)
            .bind("now", now)
            .bind("id", profile)
            .bind("before", now.minus(BETWEEN))
            .update()
        > 0;
  }

  private static MailRequested mail(
      UUID profile, String address, PageWords words, URI page, Instant now) {
    return new MailRequested(
        Ids.next(now),
        Optional.empty(),
        Optional.empty(),
        Optional.of(profile),
        Optional.empty(),
        address,
        words.say("mailSubject"),
        words.say("mailText", page),
        Optional.empty(),
        Optional.empty(),
        words.language());
  }
}
