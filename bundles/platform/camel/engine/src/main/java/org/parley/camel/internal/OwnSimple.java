// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import org.apache.camel.CamelContext;
import org.apache.camel.language.simple.FileLanguage;
import org.apache.camel.language.simple.SimpleLanguage;

/**
 * The simple languages of one context. Camel's own, once started, leave their context in a static
 * field, which would keep an uninstalled bundle in memory.
 */
final class OwnSimple extends SimpleLanguage {

  static void bind(CamelContext context) {
    context.getRegistry().bind("simple-language", new OwnSimple());
    context.getRegistry().bind("file-language", new OwnFile());
  }

  @Override
  public void start() {
    // the step that is left out
  }

  private static final class OwnFile extends FileLanguage {

    @Override
    public void start() {
      // the step that is left out
    }
  }
}
