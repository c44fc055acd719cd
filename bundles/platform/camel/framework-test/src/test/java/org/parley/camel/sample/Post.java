// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.sample;

/** What the sample connector sends. */
public record Post(String text, int length) {

  public static Post of(String text) {
    return new Post(text, text.codePointCount(0, text.length()));
  }
}
