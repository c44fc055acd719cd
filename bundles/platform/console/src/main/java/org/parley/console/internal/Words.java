// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;

/** All texts of the console in one reader's language. */
public final class Words {
  private static final String FILE = "org.parley.console.internal.words";

  private final ResourceBundle bundle;
  private final Locale locale;

  public Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            FILE,
            locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ROOT,
            Words.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /** The language that numbers and days are written in. */
  public Locale locale() {
    return locale;
  }

  public String say(String key) {
    return bundle.getString(key);
  }

  public String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  public Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** What a place may look like once it is filled, where these have a sample of it. */
  public Optional<Piece.Facts> sample(String key) {
    return find(key).map(text -> new Piece.Facts(text.lines().map(Words::fact).toList()));
  }

  private static Piece.Fact fact(String line) {
    String[] parts = line.split(": ", 2);
    return new Piece.Fact(parts[0], new Cell.Text(parts[1]));
  }

  /** What the hub has written down in its own, neutral words, in these. */
  public String retell(String told) {
    return bundle.getLocale().equals(Locale.ROOT) ? told : new Sentences(this).retell(told);
  }

  /** The word for a state, under the name of its type within the api, such as Lead.Stage.WON. */
  public String of(Enum<?> state) {
    String type = state.getDeclaringClass().getName();
    return say(type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + state.name());
  }
}
