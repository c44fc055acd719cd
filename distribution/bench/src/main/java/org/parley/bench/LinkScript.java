// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.parley.bench.load.Script;

/** Makes links through the REST interface. */
final class LinkScript implements Script {
  private static final int CREATED = 201;

  private final Iterator<String> slugs;

  LinkScript(List<String> slugs) {
    this.slugs = slugs.iterator();
  }

  @Override
  public int next(ByteBuffer request) {
    String body = HubApi.link(slugs.next());
    String head =
        """
        POST /api/v1/links HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(HubProcess.AUTHORIZATION, body.length());
    request.put((head + body).getBytes(US_ASCII));
    return 0;
  }

  @Override
  public void answered(int request, int status) {
    if (status != CREATED) {
      throw new BenchFailed("A link to be made was answered with " + status);
    }
  }
}
