// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher;

/** Pictures at hand. */
record Pictures(Map<String, byte[]> byPath) implements Fetcher {
  @Override
  public Fetched fetch(Wanted wanted) {
    check(wanted.address());
    byte[] found = byPath.get(wanted.address().getPath());
    if (found == null) {
      throw new ParleyException(Fault.REMOTE, "Away");
    }
    String type = wanted.address().getPath().endsWith(".png") ? "image/png" : "text/html";
    return new Fetched(wanted.address(), 200, Map.of("content-type", List.of(type)), found);
  }

  @Override
  public void check(URI address) {
    if (address.getHost().startsWith("10.")) {
      throw new InvalidInput("address", "'" + address + "' is private");
    }
  }
}
