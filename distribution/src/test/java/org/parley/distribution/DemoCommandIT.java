// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testkit.Ports;

/** What the README promises of {@code ./parley run --demo}, on what this build has made. */
class DemoCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern READY =
      Pattern.compile("(?m)^Parley is ready at (http://localhost:\\d+)$");
  private static final Pattern LOOK =
      Pattern.compile("    ((?:her|the) [\\w ]*\\w) +(http://[^/]+(/.*))");

  private static final List<String> STORY =
      List.of(
          "Parley is ready at HUB",
          " 1  Grace signs up for the garden letter and confirms by mail",
          "    her mail: /mailbox",
          "    her profile: console profiles",
          " 2  The feed brings an item, and it becomes a message of the campaign",
          "    the campaign: console campaigns",
          " 3  The message becomes a teaser for the sandbox network, with its own short link",
          "    the post: /network",
          " 4  The message is mailed to those who consented, with a short link of its own",
          "    the mail: /mailbox",
          "    the message: console campaigns",
          " 5  People and robots follow the links; robots are told apart and not counted",
          "    the link: console links",
          " 6  Ada agrees to be remembered, comes back another time, and is recognised",
          "    the profile: console profiles",
          " 7  Ada signs up on the landing page and confirms by mail; the profile is hers now",
          "    the profile: console profiles",
          " 8  The profile is a lead: scored, and routed to an owner by a rule",
          "    the lead: console leads",
          " 9  It has arrived in the sandbox CRM with its whole story",
          "    the CRM: /crm",
          "10  The CRM reports it won",
          "    the lead: console leads",
          "11  The campaign's report shows the whole chain, network by network",
          "    the report: console campaigns");

  @TempDir Path folder;

  /** The second time its feed is served elsewhere, and its people have signed up already. */
  @Test
  void playsTheDialogueAgainOnTheSameHome() throws Exception {
    String first = play();
    assertThat(first)
        .containsOnlyOnce("Sign in as")
        .containsSubsequence("Sign in as 'admin' with password '", "Parley is ready at ", " 1  ")
        .containsPattern("sandbox-network .* 480\\.00 EUR")
        .doesNotContain("parley:", "did not come");
    assertThat(told(first)).containsExactlyElementsOf(STORY);

    String second = play();
    assertThat(second)
        .containsPattern("sandbox-network .* 960\\.00 EUR")
        .doesNotContain("parley:", "Sign in as");
    assertThat(told(second)).containsExactlyElementsOf(STORY);
  }

  /**
   * The ready line, the steps with their numbers and what each invites to look at: on the hub's
   * console, or at the sandbox, which is another address. What a step notes on the way is left out.
   */
  private static List<String> told(String output) {
    Matcher ready = READY.matcher(output);
    assertThat(ready.find()).as(output).isTrue();
    String console = ready.group(1) + "/console/";
    List<String> told = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher look = LOOK.matcher(line);
      if (line.matches("Parley is ready at \\S+|[ \\d]\\d  .*")) {
        told.add(line.replace(ready.group(1), "HUB"));
      } else if (look.matches()) {
        String there = look.group(2).startsWith(console) ? "console" : look.group(3);
        String page = there.equals("console") ? look.group(2).substring(console.length()) : "";
        told.add("    " + look.group(1) + ": " + there + " " + page.replaceAll("/.*", ""));
      }
    }
    return told.stream().map(String::stripTrailing).toList();
  }

  /** Lets it play to its end, terminates it, and answers what it has printed. */
  private String play() throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "demo", ".out");
    Process process = start(output);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> isPlayed(Files.readString(output)) || !process.isAlive());
      List<ProcessHandle> hub = process.descendants().toList();
      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isIn(0, 143);
      assertThat(hub).isNotEmpty();
      await().until(() -> hub.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("..", "parley").toString(),
                "run",
                "--demo",
                "--no-build",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(Jvm.ofHubs());
    builder.environment().put("PARLEY_DEMO_PORT", Integer.toString(Ports.free()));
    return builder.start();
  }

  private static boolean isPlayed(String output) {
    return output.contains("has come to its end") || output.contains("did not come to its end");
  }
}
