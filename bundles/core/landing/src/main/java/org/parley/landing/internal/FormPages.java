// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.landing.Form;
import org.parley.api.links.Links;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;

/** {@code /f/{form}}: the form, what becomes of it, and its confirmation. */
@Component
public final class FormPages implements PublicPage {
  private static final String SENT = "sent";
  private static final String THANKS = "thanks";
  private static final String CONFIRM = "confirm/";

  private final Store store;
  private final TakeForms take;

  @Activate
  public FormPages(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Links links,
      @Reference Profiles profiles) {
    this.store = store;
    this.take = new TakeForms(store, bus, links, profiles);
  }

  @Override
  public String prefix() {
    return Room.PREFIX;
  }

  @Override
  public PageAnswer answer(PageVisit visit) {
    int slash = visit.path().indexOf('/');
    String slug = slash < 0 ? visit.path() : visit.path().substring(0, slash);
    String rest = slash < 0 ? "" : visit.path().substring(slash + 1);
    Optional<Form> form = store.read(tx -> FormTable.findBySlug(tx, slug));
    return form.map(found -> answer(found, rest, visit)).orElseGet(PageAnswer.Unknown::new);
  }

  private PageAnswer answer(Form form, String rest, PageVisit visit) {
    FormView view = new FormView(form, visit);
    boolean post = visit.method() == PageVisit.Method.POST;
    if (rest.startsWith(CONFIRM)) {
      return confirm(form, rest.substring(CONFIRM.length()), view, visit);
    }
    return switch (rest) {
      case "" -> post ? submit(form, view, visit) : show(view, visit);
      case SENT -> PageAnswer.html(view.checkMail());
      case THANKS -> PageAnswer.html(view.thanks());
      default -> new PageAnswer.Unknown();
    };
  }

  private static PageAnswer show(FormView view, PageVisit visit) {
    Map<String, String> typed = Map.of(FormView.LINK, visit.queried(FormView.LINK).orElse(""));
    return new PageAnswer.Html(200, view.form(typed, Map.of()), true);
  }

  private PageAnswer submit(Form form, FormView view, PageVisit visit) {
    Answers answers = Answers.read(form, visit);
    if (!answers.problems().isEmpty()) {
      return new PageAnswer.Html(422, view.form(answers.typed(), answers.problems()), true);
    }
    if (visit.posted(FormView.TRAP).filter(text -> !text.isEmpty()).isEmpty()) {
      take.submit(form, answers, visit);
    }
    return seeOther(form, SENT);
  }

  private PageAnswer confirm(Form form, String token, FormView view, PageVisit visit) {
    TakeForms.Standing standing =
        visit.method() == PageVisit.Method.POST
            ? take.confirm(form, token, visit.at())
            : take.look(form, token, visit.at());
    return switch (standing) {
      case OPEN -> PageAnswer.html(view.confirm());
      case CONFIRMED -> seeOther(form, THANKS);
      case UNKNOWN -> new PageAnswer.Html(410, view.expired(), false);
    };
  }

  private static PageAnswer seeOther(Form form, String page) {
    return new PageAnswer.SeeOther(
        java.net.URI.create("/" + Room.PREFIX + "/" + form.slug() + "/" + page));
  }
}
