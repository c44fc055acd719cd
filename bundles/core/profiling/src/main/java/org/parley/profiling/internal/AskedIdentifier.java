// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parley.api.InvalidInput;
import org.parley.api.profiles.Identifier.Kind;

/** An identifier as it is asked for in one text, such as {@code email:ada@example.org}. */
final class AskedIdentifier {
  private static final String FIELD = "identifier";
  private static final Map<String, Kind> KINDS =
      Map.of(
          "email", Kind.EMAIL,
          "phone", Kind.PHONE,
          "handle", Kind.HANDLE,
          "crm", Kind.CRM,
          "visitor", Kind.VISITOR);

  private AskedIdentifier() {}

  static Pointer read(String text, Normalizer normalizer) {
    int colon = text.indexOf(':');
    Kind kind = colon < 0 ? null : KINDS.get(text.substring(0, colon).toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw new InvalidInput(
          FIELD, "'" + text + "' is no identifier such as email:ada@example.org");
    }
    String rest = text.substring(colon + 1);
    int second = kind == Kind.HANDLE || kind == Kind.CRM ? rest.indexOf(':') : -1;
    Optional<String> network =
        second < 0 ? Optional.empty() : Optional.of(rest.substring(0, second));
    Normal normal = normalizer.normalize(kind, rest.substring(second + 1), network, false);
    if (normal instanceof Normal.Bad bad) {
      throw new InvalidInput(FIELD, bad.message());
    }
    return ((Normal.Good) normal).pointer();
  }
}
