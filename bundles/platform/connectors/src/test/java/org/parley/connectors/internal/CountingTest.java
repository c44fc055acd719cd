// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

/**
 * Generated texts against oracles that know nothing of the hub's counting: a sum of what pieces
 * count by each standard, the JDK's clusters, and the segmenter of a JavaScript runtime.
 */
class CountingTest {
  /** Each is judged in all five units; more by {@code -Dparley.texts=60000}. */
  private static final int CASES = Integer.getInteger("parley.texts", 10_000);

  private static final int SEQUENCES = 50_000;

  /** Long texts find no more than short ones, and take longer. */
  private static final int MOST_PIECES = 8;

  private static final int MOST_PIECES_NOW_AND_THEN = 40;

  /** The same texts each time; another seed finds nothing else, or a fault. */
  private static final long SEED = 20_261_123;

  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** Text, then what it counts: weighted, graphemes, code points, UTF-16 units, bytes. */
  private static final List<Piece> PIECES =
      List.of(
          new Piece("a", 1, 1, 1, 1, 1),
          new Piece("O'Brien", 7, 7, 7, 7, 7),
          new Piece("#tag", 4, 4, 4, 4, 4),
          new Piece("@ada", 4, 4, 4, 4, 4),
          new Piece("\u00FC", 1, 1, 1, 1, 2),
          new Piece("u\u0308", 1, 1, 2, 2, 3),
          new Piece("\u05E9\u05DC\u05D5\u05DD", 4, 4, 4, 4, 8),
          new Piece("\u0639\u0631\u0628\u064A", 4, 4, 4, 4, 8),
          new Piece("\u6545\u4EBA", 4, 2, 2, 2, 6),
          new Piece("\uD55C\uAE00", 4, 2, 2, 2, 6),
          new Piece("\u1112\u1161\u11AB", 2, 1, 3, 3, 9),
          new Piece("\u2014", 1, 1, 1, 1, 3),
          new Piece("\u2026", 2, 1, 1, 1, 3),
          new Piece("\u201C", 1, 1, 1, 1, 3),
          new Piece("\u20AC", 2, 1, 1, 1, 3),
          new Piece("\u2032", 1, 1, 1, 1, 3),
          new Piece("\uD835\uDCB3", 2, 1, 1, 2, 4),
          new Piece("\uD83D\uDC4B", 2, 1, 1, 2, 4),
          new Piece("\uD83D\uDC4B\uD83C\uDFFD", 2, 1, 2, 4, 8),
          new Piece(
              "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
              2,
              1,
              7,
              11,
              25),
          new Piece("\uD83C\uDDE9\uD83C\uDDEA", 2, 1, 2, 4, 8),
          new Piece("1\uFE0F\u20E3", 2, 1, 3, 3, 7),
          new Piece("\u2764\uFE0F", 2, 1, 2, 2, 6),
          new Piece("\u0928\u092E\u0938\u094D\u0924\u0947", 6, 3, 6, 6, 18),
          new Piece("\u0E19\u0E49\u0E33", 3, 1, 3, 3, 9),
          new Piece("https://example.org/a-path?with=values", 23, 38, 38, 38, 38));

  /** With whatever stands before it, the JDK joins pictures by it; Unicode's GB11 does not. */
  private static final String JOINER = "\u200D";

  /** What makes clusters in every way but that of Indic conjuncts, which older runtimes split. */
  private static final List<String> ALPHABET =
      List.of(
          "a",
          "Z",
          " ",
          "\n",
          "\r",
          "\u0007",
          "\u0300",
          "\u0308",
          "\u05D0",
          "\u05B8",
          "\u0627",
          "\u064B",
          "\u0600",
          "\u1100",
          "\u1161",
          "\u11A8",
          "\uAC00",
          "\uAC01",
          "\u0E33",
          "\u0E49",
          JOINER,
          "\uFE0F",
          "\u2764",
          "\u00A9",
          "\uD83D\uDC68",
          "\uD83D\uDC4B",
          "\uD83C\uDFFD",
          "\uD83C\uDDE9",
          "\uD83C\uDDEA",
          "\uD835\uDCB3",
          "\u6F22");

  @Test
  void countsEveryTextAsItsPiecesCount() {
    var random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      int most = i % 50 == 0 ? MOST_PIECES_NOW_AND_THEN : MOST_PIECES;
      List<Piece> pieces =
          random.ints(1 + random.nextInt(most), 0, PIECES.size()).mapToObj(PIECES::get).toList();
      String text = String.join(" ", pieces.stream().map(Piece::text).toList());
      for (TextUnit unit : TextUnit.values()) {
        int expected = pieces.stream().mapToInt(piece -> piece.in(unit)).sum() + pieces.size() - 1;
        assertThat(TextLength.of(text, unit, TextRules.NONE))
            .as("%s of '%s'", unit, text)
            .isEqualTo(expected);
        int limit = Math.max(1, expected + random.nextInt(3) - 1);
        assertThat(refuses(text, unit, limit))
            .as("'%s' in %d %s", text, limit, unit)
            .isEqualTo(expected > limit);
      }
    }
  }

  @Test
  void findsTheClustersThatTheJdkFinds() {
    for (String text : sequences()) {
      if (text.contains(JOINER)) {
        continue;
      }
      long expected = CLUSTER.matcher(text).results().count();

      assertThat(TextLength.of(text, TextUnit.GRAPHEMES, TextRules.NONE))
          .as(() -> codePoints(text))
          .isEqualTo((int) expected);
    }
  }

  @Test
  void findsTheClustersThatAJavaScriptRuntimeFinds() throws Exception {
    Optional<Path> node = node();
    assumeTrue(node.isPresent(), "No node on the path");
    List<String> texts = sequences();
    List<Integer> expected = segmented(node.orElseThrow(), texts);

    assertThat(expected).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      assertThat(TextLength.of(text, TextUnit.GRAPHEMES, TextRules.NONE))
          .as(() -> codePoints(text))
          .isEqualTo(expected.get(i));
    }
  }

  private static boolean refuses(String text, TextUnit unit, int most) {
    var rules = new RulesOfNetwork("Trial", Rules.NONE.text(TextRules.of(unit, most)));
    var teaser =
        new Teaser(text, Locale.ROOT, Optional.empty(), Optional.empty(), List.of(), List.of());
    return !rules.check(teaser).isEmpty();
  }

  private static List<String> sequences() {
    var random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < SEQUENCES; i++) {
      var text = new StringBuilder();
      random
          .ints(1 + random.nextInt(12), 0, ALPHABET.size())
          .forEach(letter -> text.append(ALPHABET.get(letter)));
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<Integer> segmented(Path node, List<String> texts) throws Exception {
    String script =
        "const s = new Intl.Segmenter('en', {granularity: 'grapheme'});"
            + "require('fs').readFileSync(0, 'utf8').trimEnd().split('\\n')"
            + ".forEach(l => console.log([...s.segment(JSON.parse(l))].length));";
    Path input = Files.createTempFile("texts", ".jsonl");
    try {
      var mapper = new JsonMapper();
      List<String> lines = new ArrayList<>();
      for (String text : texts) {
        lines.add(mapper.writeValueAsString(text));
      }
      Files.write(input, lines, UTF_8);
      Process runtime =
          new ProcessBuilder(node.toString(), "-e", script)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start();
      List<Integer> counts = counts(runtime);
      assertThat(runtime.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return counts;
    } finally {
      Files.delete(input);
    }
  }

  private static List<Integer> counts(Process runtime) throws IOException {
    try (BufferedReader answers = runtime.inputReader(UTF_8)) {
      return answers.lines().map(Integer::valueOf).toList();
    }
  }

  private static Optional<Path> node() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String codePoints(String text) {
    return text.codePoints().mapToObj(Integer::toHexString).toList().toString();
  }

  private record Piece(
      String text, int weighted, int graphemes, int codePoints, int utf16, int bytes) {
    int in(TextUnit unit) {
      return switch (unit) {
        case WEIGHTED -> weighted;
        case GRAPHEMES -> graphemes;
        case CODE_POINTS -> codePoints;
        case UTF16 -> utf16;
        case BYTES -> bytes;
      };
    }
  }
}
