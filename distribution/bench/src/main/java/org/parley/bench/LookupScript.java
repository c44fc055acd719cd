// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.parley.bench.load.Script;

/** Asks who somebody is, by a name in the CRM or by a browser. */
final class LookupScript implements Script {
  private static final int ANSWERED = 200;
  private static final long SEED = 43;

  private final int people;
  private final SplittableRandom random = new SplittableRandom(SEED);

  LookupScript(int people) {
    this.people = people;
  }

  @Override
  public int next(ByteBuffer request) {
    int person = random.nextInt(people);
    String head =
        """
        GET /api/v1/profiles?identifier=%s:%s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        \r
        """
            .formatted(
                EventScript.kind(person), EventScript.name(person), HubProcess.AUTHORIZATION);
    request.put(head.getBytes(US_ASCII));
    return person;
  }

  @Override
  public void answered(int request, int status) {
    if (status != ANSWERED) {
      throw new BenchFailed("A question for a profile was answered with " + status);
    }
  }
}
