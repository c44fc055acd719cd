// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher;

/** Fetches for real; stands for the hub's gate by refusing one private address. */
final class Site implements Fetcher {
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Fetched fetch(Wanted wanted) {
    check(wanted.address());
    var request = HttpRequest.newBuilder(wanted.address()).timeout(wanted.within());
    wanted.headers().forEach(request::header);
    try {
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Fetched(
          wanted.address(), answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new ParleyException(Fault.REMOTE, "Away", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void check(URI address) {
    if (address.getHost().startsWith("10.")) {
      throw new InvalidInput("address", "'" + address + "' is private");
    }
  }
}
