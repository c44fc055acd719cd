// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher;

/**
 * A fetcher that has its pictures with it, and refuses to call the network 10.0.0.0/8.
 *
 * @param byPath each a PNG
 */
public record PicturesAtHand(Map<String, byte[]> byPath) implements Fetcher {
  public PicturesAtHand {
    byPath = Map.copyOf(byPath);
  }

  /** One that has none. */
  public static PicturesAtHand none() {
    return new PicturesAtHand(Map.of());
  }

  @Override
  public Fetched fetch(Wanted wanted) {
    check(wanted.address());
    byte[] found = byPath.get(wanted.address().getPath());
    if (found == null) {
      throw new ParleyException(Fault.REMOTE, "There is no picture at '" + wanted.address() + "'");
    }
    return new Fetched(wanted.address(), 200, Map.of("content-type", List.of("image/png")), found);
  }

  @Override
  public void check(URI address) {
    if (String.valueOf(address.getHost()).startsWith("10.")) {
      throw new InvalidInput("address", "'" + address + "' leads into a private network");
    }
  }
}
