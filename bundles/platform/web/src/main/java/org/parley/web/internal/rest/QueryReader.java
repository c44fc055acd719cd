// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.api.Violation;

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
    try {
      var bytes = new ByteArrayOutputStream(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '%') {
          bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
          i += 2;
        } else {
          bytes.write(c == '+' ? ' ' : c);
        }
      }
      var decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return decoded.toString();
    } catch (CharacterCodingException | NumberFormatException | IndexOutOfBoundsException e) {
      faults.add(new Violation(name.isEmpty() ? text : name, "is not valid UTF-8 in percent form"));
      return "";
    }
  }
}
