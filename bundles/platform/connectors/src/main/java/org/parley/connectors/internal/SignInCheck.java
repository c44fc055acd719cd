// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.felix.hc.annotation.HealthCheckService;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.accounts.SignIns;
import org.parley.api.accounts.SignedIn;

/** Says a week ahead which accounts a person must sign in again; the hub works meanwhile. */
@Component
@HealthCheckService(
    name = "Sign-ins",
    tags = {"connectors", "readiness"})
public final class SignInCheck implements HealthCheck {
  private static final int MOST = 20;

  /** Health may be asked as often as anybody likes, and days are what this is about. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final SignIns signIns;
  private final InstantSource clock = InstantSource.system();
  private volatile Looked last = new Looked(Instant.MIN, new Result(Result.Status.OK, ""));

  private record Looked(Instant at, Result result) {}

  @Activate
  public SignInCheck(@Reference SignIns signIns) {
    this.signIns = signIns;
  }

  @Override
  public Result execute() {
    Looked known = last;
    Instant now = clock.instant();
    if (known.at().isBefore(now.minus(FRESH))) {
      known = new Looked(now, look());
      last = known;
    }
    return known.result();
  }

  private Result look() {
    FormattingResultLog log = new FormattingResultLog();
    List<SignedIn> pressing = signIns.pressing();
    if (pressing.isEmpty()) {
      log.info("Every account is signed in for a week or longer");
    }
    pressing.stream().limit(MOST).forEach(one -> log.warn("{}", sentence(one)));
    return new Result(log);
  }

  static String sentence(SignedIn one) {
    String what =
        switch (one.state()) {
          case MISSING -> "is not signed in";
          case ENDED -> "must be signed in again";
          case ENDS_SOON ->
              "must be signed in again by " + one.endsAt().map(Object::toString).orElse("then");
          case HOLDS -> one.reason().orElseGet(() -> "lacks the rights " + one.missing());
        };
    return "Account '%s' %s: /console/accounts/%s".formatted(one.account(), what, one.account());
  }
}
