// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.api.Violation;
import org.parley.api.web.FormFields;

/** Reads what follows the question mark, as the document allows it. */
final class QueryReader {
  private final List<Parameter> allowed;
  private final List<Violation> faults = new ArrayList<>();

  QueryReader(List<Parameter> allowed) {
    this.allowed = allowed;
  }

  /**
   * @throws Refused naming every bad parameter
   */
  Map<String, String> read(@Nullable String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode("", equals < 0 ? pair : pair.substring(0, equals));
      String value = decode(name, equals < 0 ? "" : pair.substring(equals + 1));
      if (values.put(name, value) != null) {
        faults.add(new Violation(name, "is there twice"));
      }
    }
    values.forEach(this::check);
    for (Parameter parameter : allowed) {
      if (parameter.required() && !values.containsKey(parameter.name())) {
        faults.add(new Violation(parameter.name(), "is missing"));
      }
    }
    if (!faults.isEmpty()) {
      throw Refused.parameters(faults);
    }
    return values;
  }

  private void check(String name, String value) {
    allowed.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .ifPresentOrElse(
            parameter ->
                parameter.fault(value).ifPresent(why -> faults.add(new Violation(name, why))),
            () -> faults.add(new Violation(name, "is not a known parameter")));
  }

  private String decode(String name, String text) {
    return FormFields.decode(text)
        .filter(decoded -> decoded.indexOf('\0') < 0)
        .orElseGet(
            () -> {
              String place = name.isEmpty() ? text : name;
              faults.add(new Violation(place, "is not text in percent form of UTF-8"));
              return "";
            });
  }
}
