// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import java.net.URI;
import org.apache.camel.Exchange;
import org.parley.api.web.Fetcher;

/** Sends a call to the CRM, after a look at where its address leads at this moment. */
final class CrmDoor {
  private final Fetcher fetcher;
  private final URI address;

  CrmDoor(Fetcher fetcher, URI address) {
    this.fetcher = fetcher;
    this.address = address;
  }

  /**
   * @throws org.parley.api.InvalidInput when the address may not be called
   */
  void open(Exchange exchange) {
    fetcher.check(address);
    exchange.getMessage().setHeader(Exchange.HTTP_URI, address.toString());
  }
}
