// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;

/** Reads the rules of one account, such as those of its instance, over those of its connector. */
final class ReadRules {
  private final Rules usual;
  private final Map<String, Expression> own;

  /**
   * @param own what differs, by the names of the manifest
   */
  ReadRules(Rules usual, Map<String, Expression> own) {
    this.usual = usual;
    this.own = Map.copyOf(own);
  }

  Rules in(Map<String, Object> document) {
    return usual.text(text(document)).media(media(document));
  }

  /** The first of the limits is the one that instances set. */
  private TextRules text(Map<String, Object> document) {
    TextRules text = usual.text();
    List<TextRules.Limit> limits = new ArrayList<>(text.limits());
    number("most", document)
        .filter(most -> !limits.isEmpty())
        .ifPresent(
            most -> limits.set(0, new TextRules.Limit(limits.get(0).unit(), most.intValue())));
    OptionalInt links =
        number("linkCounts", document)
            .map(count -> OptionalInt.of(count.intValue()))
            .orElse(text.linkLength());
    return new TextRules(
        limits, text.title(), text.links(), links, text.mentions(), text.hashtags());
  }

  private MediaRules media(Map<String, Object> document) {
    MediaRules media = usual.media();
    List<MediaRules.Medium> forms =
        media.media().stream().map(medium -> medium(medium, document)).toList();
    return new MediaRules(forms, media.mixing(), media.most());
  }

  private MediaRules.Medium medium(MediaRules.Medium medium, Map<String, Object> document) {
    int count =
        number("images", document)
            .filter(most -> medium.form() == MediaRules.Form.IMAGE)
            .map(BigDecimal::intValue)
            .orElse(medium.count());
    long bytes =
        number("imageBytes", document)
            .filter(most -> medium.form() == MediaRules.Form.IMAGE)
            .map(BigDecimal::longValue)
            .orElse(medium.bytes());
    return new MediaRules.Medium(
        medium.form(),
        count,
        medium.types(),
        bytes,
        medium.frame(),
        medium.lasts(),
        medium.altText());
  }

  private Optional<BigDecimal> number(String name, Map<String, Object> document) {
    return Optional.ofNullable(own.get(name))
        .flatMap(value -> value.evaluate(document))
        .map(value -> new BigDecimal(value.toString()));
  }
}
