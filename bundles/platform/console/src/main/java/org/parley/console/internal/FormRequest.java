// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.web.FormFields;

/** A request whose address and form are read as those of the public pages are. */
final class FormRequest extends HttpServletRequestWrapper {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int LARGEST = 256 << 10;
  private static final int LARGEST_REST = 2 << 20;

  private final Map<String, List<String>> fields;

  private FormRequest(HttpServletRequest request, Map<String, List<String>> fields) {
    super(request);
    this.fields = fields;
  }

  /** Empty when address or form are none, as browsers write them. */
  static Optional<HttpServletRequest> read(HttpServletRequest request) throws IOException {
    var query = FormFields.read(request.getQueryString());
    var form = form(request).flatMap(FormFields::read);
    if (query.isEmpty() || form.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<String>> fields = new HashMap<>(query.get());
    form.get().forEach((name, values) -> fields.merge(name, values, FormRequest::both));
    return Optional.of(new FormRequest(request, fields));
  }

  private static Optional<String> form(HttpServletRequest request) throws IOException {
    if (!request.getMethod().equals("POST") || !isForm(request)) {
      return Optional.of("");
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length <= LARGEST) {
      return Optional.of(new String(body, ISO_8859_1));
    }
    // A browser that is still sending would not hear the answer.
    request.getInputStream().readNBytes(LARGEST_REST);
    return Optional.empty();
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().equals(FORM);
  }

  private static List<String> both(List<String> first, List<String> second) {
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Override
  public @Nullable String getParameter(String name) {
    List<String> values = fields.get(name);
    return values == null ? null : values.get(0);
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    List<String> values = fields.get(name);
    return values == null ? null : values.toArray(String[]::new);
  }
}
