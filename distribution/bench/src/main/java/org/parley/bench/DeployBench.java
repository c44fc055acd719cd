// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;

/** How long a connector takes from its jar being copied until programs see it. */
final class DeployBench implements Benchmark {
  private static final String FIRST = "first copy after the start to live, s";
  private static final String COPIED = "copied to live, s";
  private static final String REPLACED = "replaced to live, s";
  private static final String REMOVED = "removed to gone, s";
  private static final String CONNECTOR = "trial";
  private static final int USUAL_ROUNDS = 10;
  private static final int QUICK_ROUNDS = 3;
  private static final int CALM_MILLIS = 1_000;
  private static final long SEED = 42;
  private static final double NANOS = 1e9;

  @Override
  public String name() {
    return "deploy";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path home = lab.empty("deploy").resolve("home");
    List<String> figures = List.of(FIRST, COPIED, REPLACED, REMOVED);
    Table table = new Table("A connector comes, is replaced, and goes", "", figures);
    figures.forEach(figure -> table.goal(figure, "≤ 0.5"));
    HubSettings.unlimitedCalls(home);
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      new Deploys(lab, home.resolve("deploy"), hub.api()).run(table);
    }
    return new Result(List.of(table), notes());
  }

  private static List<String> notes() {
    return List.of(
        "The jar is copied into the folder `deploy` of a running hub's home by an ordinary copy. It"
            + " is live when `GET /api/v1/connectors`, asked every 10 ms, names the connector with"
            + " the edition of that jar, and gone when it is not named any more.",
        "Copies begin at random moments, so that the looks of the hub at the folder are met at every"
            + " phase; the system tells it of changes.");
  }

  /** What happens to one hub. */
  private record Deploys(Lab lab, Path folder, HubApi api) {

    void run(Table table) throws IOException, InterruptedException {
      SplittableRandom random = new SplittableRandom(SEED);
      int rounds = lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS);
      int edition = 0;
      for (int round = 0; round <= rounds; round++) {
        table.ours(round == 0 ? FIRST : COPIED, copy(++edition));
        Thread.sleep(random.nextInt(CALM_MILLIS));
        table.ours(REPLACED, copy(++edition));
        Thread.sleep(random.nextInt(CALM_MILLIS));
        table.ours(REMOVED, remove());
        Thread.sleep(random.nextInt(CALM_MILLIS));
      }
    }

    private double copy(int edition) throws IOException, InterruptedException {
      Path jar = lab.work().resolve("trial.jar");
      new TrialJar(lab.connector()).write(jar, edition);
      long begin = System.nanoTime();
      Files.copy(jar, folder.resolve("trial.jar"), StandardCopyOption.REPLACE_EXISTING);
      return seconds(begin, "Trial " + edition);
    }

    private double remove() throws IOException, InterruptedException {
      long begin = System.nanoTime();
      Files.delete(folder.resolve("trial.jar"));
      return seconds(begin, "");
    }

    private double seconds(long begin, String name) throws IOException, InterruptedException {
      long limit = begin + (long) (60 * NANOS);
      while (!api.connector(CONNECTOR).equals(name)) {
        if (System.nanoTime() > limit) {
          throw new BenchFailed("The connector is not '" + name + "' after a minute");
        }
        Thread.sleep(10);
      }
      return (System.nanoTime() - begin) / NANOS;
    }
  }
}
