// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Preferences;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;

/**
 * {@code /p/{token}}: what a person has agreed to, and the way to change, take out or erase it. A
 * link from any mail lets the person opt; for the rest a fresh one is mailed.
 *
 * <p>Reading changes nothing, since mail scanners read every address; a POST to the address of an
 * unsubscribe header withdraws at once (RFC 8058).
 */
@Component
public final class PreferencePages implements PublicPage {
  private final Preferences preferences;

  @Activate
  public PreferencePages(@Reference Preferences preferences) {
    this.preferences = preferences;
  }

  @Override
  public String prefix() {
    return "p";
  }

  @Override
  public PageAnswer answer(PageVisit visit) {
    Optional<Preferences.Sheet> sheet = preferences.find(visit.path());
    if (sheet.isEmpty()) {
      return new PageAnswer.Unknown();
    }
    PreferenceView view = new PreferenceView(sheet.get(), visit);
    Optional<String> unsubscribe = visit.queried(PreferencePage.UNSUBSCRIBE);
    boolean post = visit.method() == PageVisit.Method.POST;
    if (unsubscribe.isPresent()) {
      return post
          ? withdraw(unsubscribe.get(), view, visit)
          : view.askToWithdraw(unsubscribe.get());
    }
    return post ? change(sheet.get(), view, visit) : view.sheet(visit.queried("saved").isPresent());
  }

  private PageAnswer withdraw(String purpose, PreferenceView view, PageVisit visit) {
    String how =
        visit.posted("List-Unsubscribe").isPresent()
            ? "One-click unsubscribe (RFC 8058)"
            : "Unsubscribe page";
    preferences.withdraw(visit.path(), purpose, how);
    return view.withdrawn(purpose);
  }

  private PageAnswer change(Preferences.Sheet sheet, PreferenceView view, PageVisit visit) {
    String action = visit.posted(PreferenceView.ACTION).orElse("");
    boolean fresh = sheet.proof() == Preferences.Proof.FRESH;
    return switch (action) {
      case PreferenceView.CONFIRM -> confirm(view, visit);
      case PreferenceView.EXPORT -> fresh ? export(visit) : confirm(view, visit);
      case PreferenceView.ERASE -> fresh ? view.askToErase() : confirm(view, visit);
      case PreferenceView.ERASE_NOW -> fresh ? erase(view, visit) : confirm(view, visit);
      default -> save(sheet, visit);
    };
  }

  private PageAnswer confirm(PreferenceView view, PageVisit visit) {
    return preferences
        .confirm(visit.path(), view.language())
        .map(view::confirmationSent)
        .orElseGet(view::noAddress);
  }

  private PageAnswer save(Preferences.Sheet sheet, PageVisit visit) {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    for (Preferences.Choice choice : sheet.purposes()) {
      boolean ticked = visit.posted(PreferenceView.PURPOSE + choice.purpose()).isPresent();
      answers.put(choice.purpose(), ticked);
    }
    preferences.change(visit.path(), answers, "Preference page, version 1");
    return new PageAnswer.SeeOther(URI.create("/p/" + visit.path() + "?saved"));
  }

  private PageAnswer export(PageVisit visit) {
    byte[] json = preferences.export(visit.path()).getBytes(StandardCharsets.UTF_8);
    return new PageAnswer.Download("my-data.json", "application/json", json);
  }

  private PageAnswer erase(PreferenceView view, PageVisit visit) {
    preferences.erase(visit.path());
    return view.erased();
  }
}
