// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Violation;

/** A request that HTTP itself has a word for. */
public final class Refused extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;
  private final transient List<Violation> parameters;

  public Refused(int status, String message) {
    this(status, message, Map.of(), List.of());
  }

  public Refused(int status, String message, Map<String, String> headers) {
    this(status, message, headers, List.of());
  }

  private Refused(
      int status, String message, Map<String, String> headers, List<Violation> parameters) {
    super(Fault.INPUT, message);
    this.status = status;
    this.headers = headers;
    this.parameters = parameters;
  }

  /** The address has parameters that the document does not allow. */
  static Refused parameters(List<Violation> parameters) {
    return new Refused(400, "The address has parameters that are not valid", Map.of(), parameters);
  }

  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The bad parameters of the address. */
  List<Violation> parameters() {
    return parameters;
  }
}
