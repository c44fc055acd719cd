// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import java.net.URI;
import org.apache.camel.Exchange;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
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
   * @throws ParleyException when the address may not be called: it is the administrator's to change
   */
  void open(Exchange exchange) {
    try {
      fetcher.check(address);
    } catch (InvalidInput refused) {
      throw new ParleyException(Fault.SETTINGS, "The CRM's " + refused.getMessage(), refused);
    }
    exchange.getMessage().setHeader(Exchange.HTTP_URI, address.toString());
  }
}
