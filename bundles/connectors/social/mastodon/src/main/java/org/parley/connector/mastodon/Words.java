// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import org.apache.camel.model.dataformat.JsonDataFormat;

/** Mastodon's way to write JSON: names have underscores, and what is empty is not said. */
final class Words {
  private Words() {}

  static JsonDataFormat of(Class<?> type) {
    return new JsonDataFormat()
        .unmarshalType(type)
        .namingStrategy("SNAKE_CASE")
        .include("NON_EMPTY");
  }
}
