// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds any of some thousand texts in another in one pass: at each place the next three letters say
 * which few texts can begin there.
 */
final class Markers {
  private static final int BUCKETS = 1 << 13;

  private final List<List<Marker>> buckets = new ArrayList<>(BUCKETS);

  /**
   * @param lines each a text of three letters or more, after an optional {@code ^} for the start of
   *     the text to be searched or {@code <} for the start of a word, and before an optional tab
   *     and what it stands for; {@code #} begins a comment
   */
  Markers(List<String> lines) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      buckets.add(List.of());
    }
    lines.stream().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(this::add);
  }

  /** The markers of a resource beside this class. */
  static Markers load(String resource) {
    try (InputStream in = Markers.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Resource '" + resource + "' is missing");
      }
      return new Markers(new String(in.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What the leftmost marker in the text stands for; of several there, the longest. */
  Optional<String> find(String text) {
    for (int at = 0; at + 3 <= text.length(); at++) {
      for (Marker marker : buckets.get(bucket(text, at))) {
        if (marker.isAt(text, at)) {
          return Optional.of(marker.meaning);
        }
      }
    }
    return Optional.empty();
  }

  private void add(String line) {
    Marker marker = Marker.parse(line);
    int bucket = bucket(marker.text, 0);
    List<Marker> longestFirst = new ArrayList<>(buckets.get(bucket));
    longestFirst.add(marker);
    longestFirst.sort((one, other) -> other.text.length() - one.text.length());
    buckets.set(bucket, List.copyOf(longestFirst));
  }

  private static int bucket(String text, int at) {
    int letters = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
    return letters & (BUCKETS - 1);
  }

  private enum Place {
    ANYWHERE,
    START,
    WORD
  }

  private record Marker(String text, Place place, String meaning) {
    static Marker parse(String line) {
      Place place =
          switch (line.charAt(0)) {
            case '^' -> Place.START;
            case '<' -> Place.WORD;
            default -> Place.ANYWHERE;
          };
      int tab = line.indexOf('\t');
      String text = line.substring(place == Place.ANYWHERE ? 0 : 1, tab < 0 ? line.length() : tab);
      return new Marker(text, place, tab < 0 ? bareName(text) : line.substring(tab + 1));
    }

    boolean isAt(String other, int at) {
      return switch (place) {
        case ANYWHERE -> other.startsWith(text, at);
        case START -> at == 0 && other.startsWith(text);
        case WORD ->
            (at == 0 || !Character.isLetterOrDigit(other.charAt(at - 1)))
                && other.startsWith(text, at);
      };
    }

    private static String bareName(String text) {
      return text.replaceAll("^[\\W_]+|[\\W_]+$", "");
    }
  }
}
