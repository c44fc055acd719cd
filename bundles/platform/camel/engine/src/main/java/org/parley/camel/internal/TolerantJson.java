// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatFactory;

/**
 * Makes {@code unmarshal().json()} ignore fields that it does not know: a system that begins to
 * answer with one more must not take its connector down.
 */
final class TolerantJson implements DataFormatFactory {
  private TolerantJson() {}

  static void bind(CamelContext context) {
    context.getRegistry().bind("jackson", DataFormatFactory.class, new TolerantJson());
  }

  @Override
  public DataFormat newInstance() {
    var json = new JacksonDataFormat();
    json.disableFeature(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    return json;
  }
}
