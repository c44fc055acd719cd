// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.bench.Wait;

/** The clock is wrong by a day, one time ahead, the next behind. */
public final class ClockJump implements Fault {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DiskLayer layer = new DiskLayer();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final List<String> unseen = new ArrayList<>();
  private int sign = -1;

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String deed() {
    return "the clock jumps a day ahead or back, and then to what it was";
  }

  @Override
  public Optional<String> obstacle() {
    return DiskLayer.obstacle();
  }

  @Override
  public void prepare(Victim hub) throws IOException, InterruptedException {
    layer.install(hub);
  }

  @Override
  public void strike(Victim hub) throws InterruptedException {
    sign = -sign;
    Duration jump = DAY.multipliedBy(sign);
    layer.tell(DiskLayer.Order.CLOCK_AHEAD_SECONDS, jump.toSeconds());
    if (!Wait.come(PATIENCE, () -> isSeen(hub, jump))) {
      unseen.add("No answer bore a date that was wrong by " + jump + ": the clock did not jump");
    }
  }

  /** The hub dates each answer by its own clock. */
  private boolean isSeen(Victim hub, Duration jump) {
    var question =
        HttpRequest.newBuilder(hub.url().resolve("/health")).timeout(PATIENCE).GET().build();
    return client
        .sendAsync(question, BodyHandlers.discarding())
        .thenApply(answer -> answer.headers().firstValue("Date"))
        .thenApply(date -> date.filter(of -> isOffBy(jump, of, Instant.now())).isPresent())
        .exceptionally(unanswered -> false)
        .join();
  }

  /** But for the minutes that an answer may take. */
  static boolean isOffBy(Duration jump, String date, Instant now) {
    Instant said = Instant.from(RFC_1123_DATE_TIME.parse(date));
    return Duration.between(now.plus(jump), said).abs().compareTo(Duration.ofMinutes(5)) < 0;
  }

  @Override
  public void heal(Victim hub) {
    layer.tell(DiskLayer.Order.CLOCK_AHEAD_SECONDS, 0);
  }

  @Override
  public void reconcile(Victim hub, Findings findings) {
    unseen.forEach(findings::wrong);
  }
}
