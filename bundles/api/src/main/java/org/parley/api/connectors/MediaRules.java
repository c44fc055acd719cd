// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a system shows beside a text.
 *
 * @param media one entry for each form that it takes; empty where it takes text alone
 * @param mixing whether one post may show several forms
 * @param most how many pieces of all forms together one post may show, where that is limited
 */
public record MediaRules(List<Medium> media, Mixing mixing, OptionalInt most) {
  /** Text alone. */
  public static final MediaRules NONE =
      new MediaRules(List.of(), Mixing.ONE_FORM, OptionalInt.empty());

  public MediaRules {
    media = List.copyOf(media);
    requireNonNull(mixing);
    requireNonNull(most);
  }

  /** Each of these forms, but one post shows one of them. */
  public static MediaRules of(Medium... media) {
    return new MediaRules(List.of(media), Mixing.ONE_FORM, OptionalInt.empty());
  }

  /** The same where one post may show several forms, at most so many pieces of all. */
  public MediaRules mixed(int pieces) {
    return new MediaRules(media, Mixing.ANY, OptionalInt.of(pieces));
  }

  /** What it demands of pictures, empty where it shows none. */
  public Optional<Medium> images() {
    return find(Form.IMAGE);
  }

  /** What it demands of a form, empty where it does not take it. */
  public Optional<Medium> find(Form form) {
    return media.stream().filter(medium -> medium.form() == form).findFirst();
  }

  /**
   * What speaks against showing pieces of these forms in one post, one sentence each; that they are
   * pieces of these forms is all that needs to be known.
   */
  public List<String> objections(Collection<Form> pieces) {
    List<String> found = new ArrayList<>();
    Set<Form> forms = EnumSet.noneOf(Form.class);
    forms.addAll(pieces);
    for (Form form : forms) {
      long count = pieces.stream().filter(form::equals).count();
      int allowed = find(form).map(Medium::count).orElse(0);
      if (count > allowed) {
        found.add("Holds '%d' %s; at most %d can be shown".formatted(count, form, allowed));
      }
    }
    if (mixing == Mixing.ONE_FORM && forms.size() > 1) {
      found.add("Holds '%s'; one post shows one form".formatted(forms));
    }
    if (most.isPresent() && pieces.size() > most.getAsInt()) {
      found.add(
          "Holds '%d' pieces; at most %d can be shown".formatted(pieces.size(), most.getAsInt()));
    }
    return List.copyOf(found);
  }

  /** The forms of media. */
  public enum Form {
    IMAGE,
    ANIMATION,
    VIDEO,
    DOCUMENT,
    AUDIO;

    /** For people. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT) + (this == AUDIO ? "" : "s");
    }
  }

  /** Whether one post may show several forms. */
  public enum Mixing {
    ONE_FORM,
    ANY
  }

  /**
   * What a system demands of one form.
   *
   * @param form what it is
   * @param count how many at the most in one post
   * @param types the media types it takes; empty for any
   * @param bytes how large one may be, where that is limited
   * @param frame how large a picture it may make
   * @param lasts how long it may last
   * @param altText how long the text may be that tells what it shows; empty where it takes none
   */
  public record Medium(
      Form form,
      int count,
      Set<String> types,
      long bytes,
      Frame frame,
      Span lasts,
      Optional<TextRules.Limit> altText) {
    public Medium {
      requireNonNull(form);
      types = Set.copyOf(types);
      requireNonNull(frame);
      requireNonNull(lasts);
      requireNonNull(altText);
      if (count < 1 || bytes < 1) {
        throw new IllegalArgumentException(
            "A medium of '" + count + "' pieces of '" + bytes + "' bytes cannot be shown");
      }
    }

    /** At most so many of a form, of any type and size. */
    public static Medium of(Form form, int count, String... types) {
      return new Medium(
          form, count, Set.of(types), Long.MAX_VALUE, Frame.ANY, Span.ANY, Optional.empty());
    }

    public Medium bytes(long most) {
      return new Medium(form, count, types, most, frame, lasts, altText);
    }

    public Medium frame(Frame bounds) {
      return new Medium(form, count, types, bytes, bounds, lasts, altText);
    }

    public Medium lasts(Duration least, Duration most) {
      return new Medium(form, count, types, bytes, frame, new Span(least, most), altText);
    }

    /** Takes a text that tells what it shows. */
    public Medium altText(TextUnit unit, int most) {
      var limit = new TextRules.Limit(unit, most);
      return new Medium(form, count, types, bytes, frame, lasts, Optional.of(limit));
    }

    /** What speaks against a piece of this form, one sentence each. */
    public List<String> objections(Piece piece) {
      List<String> found = new ArrayList<>();
      if (!types.isEmpty() && !types.contains(piece.type())) {
        found.add(
            "Is '%s'; only %s can be shown"
                .formatted(piece.type(), String.join(", ", types.stream().sorted().toList())));
      }
      if (piece.bytes() > bytes) {
        found.add("Is '%d' bytes large; at most %d are taken".formatted(piece.bytes(), bytes));
      }
      frame.objection(piece.width(), piece.height()).ifPresent(found::add);
      piece.lasts().flatMap(lasts::objection).ifPresent(found::add);
      return List.copyOf(found);
    }
  }

  /**
   * One piece as it is, once somebody has looked at it.
   *
   * @param type its media type, such as {@code image/png}
   * @param bytes how large it is
   * @param width of the picture in pixels, 0 where there is none or it is not known
   * @param height of the picture in pixels, 0 where there is none or it is not known
   * @param lasts how long it lasts, where it does and that is known
   */
  public record Piece(String type, long bytes, int width, int height, Optional<Duration> lasts) {
    public Piece {
      requireNonNull(type);
      requireNonNull(lasts);
    }
  }

  /**
   * Bounds of a picture.
   *
   * @param leastEdge the least width and height in pixels
   * @param mostEdge the greatest width and height in pixels
   * @param mostPixels how many pixels in all
   * @param narrowest the least width for a height of 1
   * @param widest the greatest width for a height of 1
   */
  public record Frame(
      int leastEdge, int mostEdge, long mostPixels, double narrowest, double widest) {
    /** Any picture. */
    public static final Frame ANY =
        new Frame(1, Integer.MAX_VALUE, Long.MAX_VALUE, 0, Double.MAX_VALUE);

    /** Rounding of a pixel, which no system minds. */
    private static final double TOLERANCE = 0.01;

    /** Any size within these edges. */
    public Frame edges(int least, int most) {
      return new Frame(least, most, mostPixels, narrowest, widest);
    }

    public Frame pixels(long most) {
      return new Frame(leastEdge, mostEdge, most, narrowest, widest);
    }

    /** Such as 0.8 and 1.91 for 4:5 up to 1.91:1. */
    public Frame aspect(double least, double most) {
      return new Frame(leastEdge, mostEdge, mostPixels, least, most);
    }

    Optional<String> objection(int width, int height) {
      if (width <= 0 || height <= 0) {
        return Optional.empty();
      }
      if (Math.min(width, height) < leastEdge || Math.max(width, height) > mostEdge) {
        return Optional.of(
            "Is '%d×%d' pixels; its edges must be from %d to %d"
                .formatted(width, height, leastEdge, mostEdge));
      }
      if ((long) width * height > mostPixels) {
        return Optional.of(
            "Is '%d×%d' pixels; at most %d in all are taken".formatted(width, height, mostPixels));
      }
      double aspect = (double) width / height;
      return aspect < narrowest - TOLERANCE || aspect > widest + TOLERANCE
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "Is '%.2f' times as wide as high; it must be from %.2f to %.2f",
                  aspect,
                  narrowest,
                  widest))
          : Optional.empty();
    }
  }

  /**
   * How long something may last.
   *
   * @param least the shortest
   * @param most the longest
   */
  public record Span(Duration least, Duration most) {
    /** Any length. */
    public static final Span ANY = new Span(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE));

    public Span {
      requireNonNull(least);
      requireNonNull(most);
    }

    Optional<String> objection(Duration lasts) {
      return lasts.compareTo(least) < 0 || lasts.compareTo(most) > 0
          ? Optional.of(
              "Lasts '%d' seconds; it must be from %d to %d"
                  .formatted(lasts.toSeconds(), least.toSeconds(), most.toSeconds()))
          : Optional.empty();
    }
  }
}
