// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * Reads phone numbers with libphonenumber's plans of all countries. A number without its country is
 * refused: guessing one would point at somebody else.
 */
final class PhoneNumbers {
  private static final String NO_REGION = "ZZ";

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  /** The number in E.164, without an extension; empty when its country has none of that length. */
  Optional<String> normalize(String text) {
    String international = text.startsWith("00") ? "+" + text.substring(2) : text;
    try {
      PhoneNumber number = plans.parse(international, NO_REGION);
      return plans.isPossibleNumber(number)
          ? Optional.of(plans.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException noNumber) {
      return Optional.empty();
    }
  }
}
