// SPDX-License-Identifier: Apache-2.0
package org.parley.api.landing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A landing page with a form, at {@code /f/{slug}}. It always asks for an email, which the person
 * confirms by mail.
 *
 * @param id its identity
 * @param slug the last part of its address
 * @param title its headline
 * @param intro what is offered, plain text
 * @param language of everything on it
 * @param fields what it asks besides the email, in order
 * @param purpose the consent that a person gives with it, such as {@code newsletter}
 * @param consentText the wording that the person agrees to; kept as evidence
 * @param interest the sales interest that it shows
 * @param thanks what is said after the confirmation
 * @param createdAt when it was set up
 * @param version counts its changes, for optimistic editing
 */
public record Form(
    UUID id,
    String slug,
    String title,
    String intro,
    Locale language,
    List<Field> fields,
    String purpose,
    String consentText,
    String interest,
    String thanks,
    Instant createdAt,
    long version) {
  public Form {
    fields = List.copyOf(fields);
  }

  /**
   * One question.
   *
   * @param name of the profile attribute that the answer becomes, such as {@code company}
   * @param label the question
   * @param required whether it must be answered
   */
  public record Field(String name, String label, boolean required) {}
}
