// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sums up the reports of surefire and failsafe: what failed, what was skipped and why, how long the
 * run took, and on its last line {@code N passed, N failed, N skipped}. Started from its source
 * file by {@code ./parley test}: checkout folder, a file as old as the run, and the list of skips
 * that CI accepts.
 */
public final class TestSummary {
  /** As long as the whole of it may take in CI. */
  private static final Duration LONGEST = Duration.ofMinutes(25);

  /** What a stack trace says before the message. */
  private static final Pattern TRACE =
      Pattern.compile("^\\s*[\\w.$]+TestAbortedException: (Assumption failed: )?");

  private final List<String> failures = new ArrayList<>();
  private final List<String> skips = new ArrayList<>();
  private final List<String> unexpectedSkips = new ArrayList<>();
  private final List<String> acceptedSkips;
  private int passed;

  TestSummary(List<String> acceptedSkips) {
    this.acceptedSkips = List.copyOf(acceptedSkips);
  }

  public static void main(String[] arguments) throws IOException {
    TestSummary summary = new TestSummary(accepted(Files.readAllLines(Path.of(arguments[2]))));
    FileTime begun = Files.getLastModifiedTime(Path.of(arguments[1]));
    summary.readAll(Path.of(arguments[0]), begun);
    boolean isStrict = "true".equals(System.getenv("CI"));
    System.out.println(took(Duration.between(begun.toInstant(), Instant.now()), isStrict));
    System.out.println(summary.text(isStrict));
    System.exit(summary.isGood(isStrict) ? 0 : 1);
  }

  /** How long it took; too long is a warning in CI, where nobody waits before the screen. */
  static String took(Duration duration, boolean isStrict) {
    String line =
        "It took %d minutes %d seconds".formatted(duration.toMinutes(), duration.toSecondsPart());
    boolean tooLong = isStrict && duration.compareTo(LONGEST) > 0;
    return tooLong
        ? "WARNING: %s; at most %d minutes are meant".formatted(line, LONGEST.toMinutes())
        : line;
  }

  /** The patterns of a list of skips: comments and reasons taken off. */
  static List<String> accepted(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.strip().split("\\s{2,}", 2)[0])
        .toList();
  }

  /** Reads the reports under a folder that this run has written. */
  void readAll(Path folder, FileTime begun) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> reports =
          files
              .filter(
                  file ->
                      file.toString()
                          .matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml"))
              .sorted()
              .toList();
      for (Path report : reports) {
        if (Files.getLastModifiedTime(report).compareTo(begun) >= 0) {
          read(report);
        }
      }
    }
  }

  private void read(Path report) throws IOException {
    try {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getElementsByTagName("testcase");
      IntStream.range(0, cases.getLength())
          .mapToObj(cases::item)
          .forEach(each -> count((Element) each));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Report '" + report + "' cannot be read", e);
    }
  }

  private void count(Element test) {
    String name = test.getAttribute("classname") + "#" + test.getAttribute("name");
    Node outcome = null;
    for (String kind : List.of("failure", "error", "skipped")) {
      Node found = test.getElementsByTagName(kind).item(0);
      outcome = outcome == null ? found : outcome;
    }
    if (outcome == null) {
      passed++;
    } else if (outcome.getNodeName().equals("skipped")) {
      skip(name, reason((Element) outcome));
    } else {
      failures.add(name + "\n      " + firstLine(((Element) outcome).getAttribute("message")));
    }
  }

  /** Surefire gives the message of a failed assumption in its stack trace alone. */
  private static String reason(Element skipped) {
    String message = skipped.getAttribute("message");
    return message.isBlank() ? TRACE.matcher(skipped.getTextContent()).replaceFirst("") : message;
  }

  private void skip(String name, String reason) {
    String line = name + "\n      " + (reason.isBlank() ? "no reason given" : firstLine(reason));
    skips.add(line);
    boolean isAccepted =
        acceptedSkips.stream()
            .anyMatch(
                pattern ->
                    pattern.endsWith("*")
                        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                        : name.equals(pattern));
    if (!isAccepted) {
      unexpectedSkips.add(line);
    }
  }

  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("no message").strip();
  }

  /** Nothing failed, something passed and, in CI, nothing was skipped that must not be. */
  boolean isGood(boolean isStrict) {
    return failures.isEmpty() && passed > 0 && (!isStrict || unexpectedSkips.isEmpty());
  }

  String text(boolean isStrict) {
    StringBuilder text = new StringBuilder();
    list(text, "Failed", failures);
    list(text, "Skipped", skips);
    if (isStrict) {
      list(text, "Skipped against config/expected-skips.txt", unexpectedSkips);
    }
    return text.append(
            passed + " passed, " + failures.size() + " failed, " + skips.size() + " skipped")
        .toString();
  }

  private static void list(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title).append(":\n");
      lines.forEach(line -> text.append("  - ").append(line).append('\n'));
    }
  }
}
