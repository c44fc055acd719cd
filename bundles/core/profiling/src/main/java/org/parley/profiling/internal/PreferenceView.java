// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.parley.api.web.Markup.escape;

import java.util.Locale;
import java.util.stream.Collectors;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Preferences;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicDocument;

/** The preference page as HTML. It needs no script. */
final class PreferenceView {
  /** The name of the button that was pressed. */
  static final String ACTION = "action";

  static final String CONFIRM = "confirm";
  static final String EXPORT = "export";
  static final String ERASE = "erase";
  static final String ERASE_NOW = "erase-now";

  /** What the names of the boxes begin with. */
  static final String PURPOSE = "purpose-";

  private final Preferences.Sheet sheet;
  private final PageVisit visit;
  private final PageWords words;

  PreferenceView(Preferences.Sheet sheet, PageVisit visit) {
    this.sheet = sheet;
    this.visit = visit;
    this.words = PageWords.of(visit.headers().getOrDefault("accept-language", ""));
  }

  PageAnswer sheet(boolean saved) {
    String boxes = sheet.purposes().stream().map(this::box).collect(Collectors.joining("\n"));
    String body =
        """
        %s%s
        <form method="post" action="/p/%s">
        %s
        <p><button type="submit">%s</button></p>
        <h2>%s</h2>
        %s
        </form>
        """
            .formatted(
                saved ? "<p role=\"status\">" + say("saved") + "</p>\n" : "",
                paragraph(address()),
                escape(visit.path()),
                boxes,
                say("save"),
                say("data"),
                data());
    return page("title", body);
  }

  private String data() {
    if (sheet.proof() == Preferences.Proof.FRESH) {
      return paragraph(words.say("dataText"))
          + "<p>%s\n%s</p>".formatted(button(EXPORT), button(ERASE));
    }
    String over = sheet.proof() == Preferences.Proof.EXPIRED ? words.say("expired") + " " : "";
    return paragraph(over + words.say("confirmText")) + "<p>" + button(CONFIRM) + "</p>";
  }

  private String button(String action) {
    return "<button class=\"plain\" name=\"action\" value=\"%s\">%s</button>"
        .formatted(action, say(action));
  }

  Locale language() {
    return words.language();
  }

  PageAnswer confirmationSent(String address) {
    return page("sentTitle", paragraph(words.say("sentText", address)) + back());
  }

  PageAnswer noAddress() {
    return page("noAddressTitle", paragraph(words.say("noAddressText")) + back());
  }

  private String back() {
    return "<p><a href=\"/p/" + escape(visit.path()) + "\">" + say("toPreferences") + "</a></p>";
  }

  private String address() {
    return sheet.address().map(hidden -> words.say("intro", hidden)).orElse(words.say("introBare"));
  }

  private String box(Preferences.Choice choice) {
    String name = escape(PURPOSE + choice.purpose());
    return """
    <p class="box"><input type="checkbox" id="%s" name="%s" value="yes"%s>
    <label for="%s">%s</label></p>
    """
        .formatted(
            name,
            name,
            choice.given().orElse(false) ? " checked" : "",
            name,
            escape(words.purpose(choice.purpose())));
  }

  PageAnswer askToWithdraw(String purpose) {
    String body =
        """
        %s
        <form method="post" action="/p/%s?%s=%s">
        <p><button type="submit">%s</button></p></form>
        """
            .formatted(
                paragraph(words.say("withdrawText", words.purpose(purpose))),
                escape(visit.path()),
                PreferencePage.UNSUBSCRIBE,
                escape(purpose),
                say("withdraw"));
    return page("withdrawTitle", body);
  }

  PageAnswer withdrawn(String purpose) {
    String text = paragraph(words.say("withdrawnText", words.purpose(purpose)));
    return page("withdrawnTitle", text + back());
  }

  PageAnswer askToErase() {
    String body =
        """
        %s
        <form method="post" action="/p/%s">
        <p><button class="bad" name="action" value="erase-now">%s</button></p></form>
        <p><a href="/p/%s">%s</a></p>
        """
            .formatted(
                paragraph(words.say("eraseText")),
                escape(visit.path()),
                say("eraseNow"),
                escape(visit.path()),
                say("keep"));
    return page("eraseTitle", body);
  }

  PageAnswer erased() {
    return page("erasedTitle", paragraph(words.say("erasedText")));
  }

  private String say(String key) {
    return escape(words.say(key));
  }

  private static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>";
  }

  private PageAnswer page(String title, String body) {
    var document =
        new PublicDocument(words.language(), words.say(title), PublicDocument.UNLISTED, body);
    return PageAnswer.html(document.writtenFor(visit));
  }
}
