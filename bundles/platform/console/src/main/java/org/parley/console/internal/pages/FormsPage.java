// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.landing.FormDesk;
import org.parley.api.landing.Forms;
import org.parley.api.landing.NewForm;
import org.parley.api.landing.NewForm.NewField;
import org.parley.api.security.Role;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** Landing pages with forms. */
@Component(service = {Page.class, Concern.class})
public final class FormsPage implements Page, Concern {
  private final Forms forms;
  private final FormDesk desk;
  private final RecordForm<NewForm> fields;
  private final Routes routes;

  @Activate
  public FormsPage(
      @Reference Forms forms, @Reference FormDesk desk, @Reference Validator validator) {
    this.forms = forms;
    this.desk = desk;
    this.fields = new RecordForm<>(NewForm.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "form.created", this::create)
            .show("{id}", this::detail)
            .post("{id}", "form.changed", this::change)
            .post("{id}/remove", "form.removed", this::remove);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.REACH, 1, "forms", Set.of(Role.MARKETER));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public Optional<Step> begin(Visit visit) {
    boolean done = !forms.forms(PageRequest.first(1)).items().isEmpty();
    return visit.may(Role.MARKETER)
        ? Step.of(visit, 2, done, "begin.form", "/console/forms/new")
        : Optional.empty();
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return forms.forms(PageRequest.first(PageRequest.MOST)).items().stream()
        .filter(form -> Seek.isIn(form.title() + " " + form.slug(), text))
        .limit(Seek.MOST)
        .map(
            form -> new Piece.Hit(form.title(), "/f/" + form.slug(), "/console/forms/" + form.id()))
        .toList();
  }

  private Screen list(Visit visit) {
    var found = forms.forms(visit.page());
    Screen screen =
        visit.screen("forms").action(Action.to(visit.say("forms.new"), visit.here("new")).main());
    if (found.items().isEmpty()) {
      return screen.add(visit.empty("forms", Action.to(visit.say("forms.new"), visit.here("new"))));
    }
    Table table =
        Table.of(
            visit.say("forms.title"),
            visit.say("forms.form"),
            visit.say("forms.address"),
            "#" + visit.say("forms.submitted"),
            "#" + visit.say("forms.confirmed"),
            visit.say("consents.purpose"),
            visit.say("head.created"));
    for (var form : found.items()) {
      Forms.Figures figures = forms.figures(form.id());
      table =
          table.row(
              Cell.link(visit.here(form.id()), form.title()),
              Cell.link("/f/" + form.slug(), "/f/" + form.slug()),
              visit.written().count(figures.submitted()),
              visit.written().count(figures.confirmed()),
              Cell.text(form.purpose()),
              visit.written().time(form.createdAt()));
    }
    return screen.add(table.next(visit.next(found)));
  }

  private Screen fill(Visit visit) {
    return visit
        .screen("forms.new")
        .back(visit.say("forms.title"), visit.here())
        .add(
            fields
                .draw(visit, visit.here("new"), Map.of(), Map.of())
                .cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private Answer create(Visit visit) {
    return visit.done("form.created", desk.create(fields.read(visit)).id());
  }

  private Screen detail(Visit visit) {
    UUID id = visit.id("id");
    var form = forms.find(id).orElseThrow(() -> new NotFound("form", id));
    Forms.Figures figures = forms.figures(id);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("slug", form.slug());
    values.put("title", form.title());
    values.put("intro", form.intro());
    values.put("language", form.language());
    values.put(
        "fields",
        form.fields().stream()
            .map(field -> new NewField(field.name(), field.label(), field.required()))
            .toList());
    values.put("purpose", form.purpose());
    values.put("consentText", form.consentText());
    values.put("interest", form.interest());
    values.put("thanks", form.thanks());
    Action remove =
        Action.send(visit.say("remove"), visit.here(id, "remove"))
            .danger()
            .because(visit.say("forms.remove.text"));
    return Screen.of(form.title(), visit.say("forms.detail.about"))
        .back(visit.say("forms.title"), visit.here())
        .action(Action.to(visit.say("forms.open"), "/f/" + form.slug()))
        .add(
            new Piece.Tiles(
                List.of(
                    tile(visit, "forms.submitted", figures.submitted()),
                    tile(visit, "forms.confirmed", figures.confirmed()))))
        .add(
            fields
                .draw(visit, visit.here(id), values, Map.of())
                .with("version", Long.toString(form.version())))
        .add(new Piece.Toolbar(List.of(remove)));
  }

  private static Piece.Tile tile(Visit visit, String key, long value) {
    return new Piece.Tile(
        visit.say(key), visit.written().number(value), visit.say(key + ".note"), "", Tone.CALM);
  }

  private Answer change(Visit visit) {
    UUID id = visit.id("id");
    desk.change(id, fields.read(visit), visit.version());
    return visit.done("saved", id);
  }

  private Answer remove(Visit visit) {
    desk.remove(visit.id("id"));
    return visit.done("removed");
  }
}
