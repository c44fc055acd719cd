// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.parley.api.landing.Form;
import org.parley.api.web.PageVisit;

/**
 * What was typed into a form, and what is wrong with it.
 *
 * @param typed by the field's name, stripped
 * @param problems what to say beside which field; empty when the form can be taken
 */
record Answers(Map<String, String> typed, Map<String, String> problems) {
  private static final int LONGEST = 1000;
  private static final int LONGEST_EMAIL = 320;
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>()\\[\\],;:\"\\\\]{1,64}@[^\\s@.<>]+(\\.[^\\s@.<>]+)+");

  static Answers read(Form form, PageVisit visit) {
    Words words = new Words(form.language());
    Map<String, String> typed = new HashMap<>();
    Map<String, String> problems = new HashMap<>();
    for (Form.Field field : form.fields()) {
      String answer = visit.posted("field-" + field.name()).orElse("").strip();
      typed.put(field.name(), answer);
      if (answer.isEmpty() && field.required()) {
        problems.put(field.name(), words.say("required"));
      } else if (answer.length() > LONGEST) {
        problems.put(field.name(), words.say("tooLong"));
      }
    }
    String email = visit.posted(FormView.EMAIL).orElse("").strip();
    typed.put(FormView.EMAIL, email);
    if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
      problems.put(FormView.EMAIL, words.say("badEmail"));
    }
    if (visit.posted(FormView.CONSENT).isEmpty()) {
      problems.put(FormView.CONSENT, words.say("consentNeeded"));
    } else if (isOfOtherVersion(form, visit)) {
      problems.put(FormView.CONSENT, words.say("changed"));
    }
    typed.put(FormView.LINK, visit.posted(FormView.LINK).orElse(""));
    return new Answers(typed, problems);
  }

  /** What was agreed to must be what the form says now. */
  private static boolean isOfOtherVersion(Form form, PageVisit visit) {
    String version = Long.toString(form.version());
    return visit.posted(FormView.VERSION).filter(shown -> !shown.equals(version)).isPresent();
  }

  String email() {
    return typed.getOrDefault(FormView.EMAIL, "").toLowerCase(Locale.ROOT);
  }

  /** The answers to the form's own questions, those left out left out. */
  Map<String, String> given(Form form) {
    Map<String, String> given = new HashMap<>();
    for (Form.Field field : form.fields()) {
      String answer = typed.getOrDefault(field.name(), "");
      if (!answer.isEmpty()) {
        given.put(field.name(), answer);
      }
    }
    return given;
  }
}
