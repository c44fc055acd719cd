// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import static org.parley.api.web.Markup.escape;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parley.api.landing.Form;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicDocument;

/** The pages of a form as HTML. They need no script. */
final class FormView {
  /** The name of the email's field. */
  static final String EMAIL = "email";

  /** The name of the box by which a person agrees. */
  static final String CONSENT = "consent";

  /** The name of the field that carries on the short link. */
  static final String LINK = "pl";

  /** The name of the field that says which version of the form was shown. */
  static final String VERSION = "version";

  /** The name of a field that no person sees; what fills it in is a robot. */
  static final String TRAP = "website";

  private final Form form;
  private final Words words;
  private final PageVisit visit;

  FormView(Form form, PageVisit visit) {
    this.form = form;
    this.words = new Words(form.language());
    this.visit = visit;
  }

  /** The form with what was typed before, and what is wrong with it beside each field. */
  String form(Map<String, String> typed, Map<String, String> problems) {
    String fields =
        form.fields().stream()
            .map(field -> input(field, typed, problems))
            .collect(Collectors.joining("\n"));
    String body =
        """
        <p class="intro">%s</p>
        %s
        <form method="post" action="/f/%s">
        <input type="hidden" name="pl" value="%s">
        <input type="hidden" name="version" value="%s">
        <p class="trap" aria-hidden="true"><label>Website
        <input name="website" tabindex="-1" autocomplete="off"></label></p>
        <p><label for="email">%s</label>
        <input id="email" name="email" type="email" required autocomplete="email" maxlength="320"
        value="%s"%s></p>
        %s
        <p class="box"><input id="consent" name="consent" type="checkbox" value="yes" required%s>
        <label for="consent">%s</label></p>
        <p><button type="submit">%s</button></p>
        </form>
        """
            .formatted(
                escape(form.intro()).replace("\n", "<br>"),
                problems.isEmpty() ? "" : alert(words.say("mostProblems")),
                escape(form.slug()),
                escape(typed.getOrDefault(LINK, "")),
                form.version(),
                escape(words.say(EMAIL)),
                escape(typed.getOrDefault(EMAIL, "")),
                problem(EMAIL, problems),
                fields,
                problem(CONSENT, problems),
                escape(form.consentText()),
                escape(words.say("submit")));
    return page(form.title(), body);
  }

  /** What is said when the confirmation mail is on its way. */
  String checkMail() {
    return page(words.say("checkMail"), paragraph(words.say("checkMailText")));
  }

  /** The button that a mail scanner does not press. */
  String confirm() {
    String body =
        """
        %s
        <form method="post"><p><button type="submit">%s</button></p></form>
        """
            .formatted(paragraph(words.say("confirmText")), escape(words.say("confirm")));
    return page(words.say("confirmTitle"), body);
  }

  String thanks() {
    return page(form.title(), paragraph(form.thanks()));
  }

  String expired() {
    String again =
        "<p><a href=\"/f/" + escape(form.slug()) + "\">" + escape(form.title()) + "</a></p>";
    return page(words.say("expired"), paragraph(words.say("expiredText")) + again);
  }

  private String input(Form.Field field, Map<String, String> typed, Map<String, String> problems) {
    String hint = field.required() ? "" : " <span>" + escape(words.say("optional")) + "</span>";
    return """
    <p><label for="field-%s">%s%s</label>
    <input id="field-%s" name="field-%s" maxlength="1000"%s value="%s"%s></p>
    """
        .formatted(
            escape(field.name()),
            escape(field.label()),
            hint,
            escape(field.name()),
            escape(field.name()),
            field.required() ? " required" : "",
            escape(typed.getOrDefault(field.name(), "")),
            problem(field.name(), problems));
  }

  private static String problem(String name, Map<String, String> problems) {
    return Optional.ofNullable(problems.get(name))
        .map(text -> " aria-invalid=\"true\"><span class=\"problem\">" + escape(text) + "</span")
        .orElse("");
  }

  private static String alert(String text) {
    return "<p role=\"alert\" class=\"problem\">" + escape(text) + "</p>";
  }

  private static String paragraph(String text) {
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>";
  }

  private String page(String title, String body) {
    String head =
        """
        <meta name="description" content="%2$s">
        <meta property="og:title" content="%1$s">
        <meta property="og:description" content="%2$s">
        <link rel="canonical" href="%3$s">
        """
            .formatted(escape(form.title()), escape(form.intro()), escape(canonical().toString()));
    return new PublicDocument(form.language(), title, head, body).writtenFor(visit);
  }

  private URI canonical() {
    return URI.create(visit.publicUrl() + "/f/" + form.slug());
  }
}
