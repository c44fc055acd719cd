// SPDX-License-Identifier: Apache-2.0
package org.parley.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How the hub does, as {@code /health} answers it. */
@ProviderType
public interface Health {
  /** Asks each part now; takes as long as the slowest check. Called from any thread. */
  Report look();

  /**
   * What was found.
   *
   * @param status {@code ready}, {@code starting} or {@code failing}
   */
  record Report(String status, List<Part> parts) {
    public Report {
      parts = List.copyOf(parts);
    }

    public boolean isReady() {
      return status.equals("ready");
    }
  }

  /**
   * One part of the hub.
   *
   * @param name for a person
   * @param status {@code ok}, {@code missing}, or as its check has it, such as {@code critical}
   * @param messages what its check says in words, perhaps with addresses of this machine
   */
  record Part(String name, String status, List<String> messages) {
    public Part {
      messages = List.copyOf(messages);
    }
  }
}
