// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.connectorkit.Pinboard.Wrong;

/**
 * The contract itself: a connector with one fault fails the checks of that fault, and no others.
 */
class ConnectorContractTest {
  /** These take their time, and no fault here shows in them alone. */
  private static final Pattern SLOW = Pattern.compile(".*silen.*");

  /** Each build tries some of the checks that no fault may touch, the long run all. */
  private static final boolean FULL = Boolean.getBoolean("parley.full");

  private static final int ONE_IN = 8;

  /** What never happens need not be waited for long. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration LONG = Duration.ofSeconds(5);

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void findsExactlyWhatIsWrong(Wrong wrong) {
    try (Rig rig = new Rig(new PinboardContract(wrong))) {
      List<Check> checks = ConnectorContract.checks(rig);
      Pattern expected = Pattern.compile(expected(wrong), Pattern.DOTALL);
      List<String> failing = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      List<String> toFail = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        Check check = checks.get(i);
        if (check.omitted().isPresent() || SLOW.matcher(check.name()).matches()) {
          continue;
        }
        boolean mustFail = expected.matcher(check.name()).matches();
        if (mustFail) {
          toFail.add(check.name());
          rig.waitsAtMost(SHORT);
        } else {
          rig.waitsAtMost(LONG);
        }
        if (mustFail || wrong == Wrong.NOTHING || FULL || i % ONE_IN == wrong.ordinal() % ONE_IN) {
          failure(rig, check)
              .ifPresent(
                  failure -> {
                    failing.add(check.name());
                    if (!mustFail) {
                      reasons.add(check.name() + ": " + inOneLine(failure));
                    }
                  });
        }
      }
      assertThat(failing).as("%s", reasons).containsExactlyElementsOf(toFail);
      assertThat(failing.isEmpty()).isEqualTo(wrong == Wrong.NOTHING);
    }
  }

  @Test
  void holdsManyChecksOnTheWritingSideAlone() {
    try (Rig rig = new Rig(new PinboardContract(Wrong.NOTHING))) {
      assertThat(ConnectorContract.checks(rig))
          .filteredOn(check -> check.name().startsWith("PUBLISH") && check.omitted().isEmpty())
          .hasSizeGreaterThanOrEqualTo(80);
    }
  }

  @Test
  void saysWhichChecksDoNotApply() {
    try (Rig rig = new Rig(new PinboardContract(Wrong.NOTHING))) {
      assertThat(ConnectorContract.checks(rig))
          .filteredOn(check -> check.omitted().isPresent())
          .extracting(Check::name)
          .containsExactly(
              "PUBLISH asked to wait: understands the system's own word for it",
              "PUBLISH signed in: renews a token that has ended",
              "PUBLISH signed in: renews a token that has ended once for all");
    }
  }

  private static String expected(Wrong wrong) {
    return switch (wrong) {
      case NOTHING -> "nothing";
      case DOUBLES ->
          "PUBLISH (once: shows the same mark.*|once: .*in the middle"
              + "|in trouble: .*(after it has happened|after the other|after trouble)"
              + "|misread: (?!another type of content|fields that are new).*)";
      case SWALLOWS_ERRORS ->
          "PUBLISH (asked to wait: .*|refused: (\\d|follows).*|signed in: asks.*"
              + "|in trouble: (a 408|a 425|a 5.* before it happened|one trouble.*|.* never recovers))";
      case LEAKS -> "PUBLISH secrets: .*";
      case CUTS -> "PUBLISH texts: the longest allowed, in .*";
      case ESCAPES -> "PUBLISH texts: (HTML|an address|all at once)";
      case FOLLOWS -> "PUBLISH refused: follows no .*";
      case IMPATIENT ->
          "PUBLISH asked to wait: (429 with (Retry-After: 90|.*as a (date|moment).*"
              + "|RateLimit.*)|.*meanwhile)";
      case MINGLES -> "PUBLISH apart: shows no secret of another account";
      case STRICT -> "PUBLISH misread: fields that are new";
      case TELLS_TWICE ->
          "FEED_IN (asked for: tells what is (there twice|shown again) once"
              + "|called in: tells a fact of two deliveries.*)";
      case LOSES_PAGES ->
          "FEED_IN asked for: (an empty body|a page .*|no more than null|another type)";
    };
  }

  /** What happened and where, for summaries that show no more than a line of a failure. */
  private static String inOneLine(Throwable failure) {
    String where =
        Arrays.stream(failure.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("org.parley"))
            .limit(5)
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .collect(Collectors.joining(" < "));
    return where + ": " + failure.toString().replaceAll("\\s+", " ");
  }

  private static Optional<Throwable> failure(Rig rig, Check check) {
    try {
      ConnectorContract.run(rig, check);
      return Optional.empty();
    } catch (AssertionError | Exception e) {
      return Optional.of(e);
    }
  }
}
