// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.landing.Form;
import org.parley.api.landing.FormDesk;
import org.parley.api.landing.NewForm;
import org.parley.api.store.Store;

/** Sets forms up as marketers ask for them. */
@Component
public final class FormBuilder implements FormDesk {
  private final Store store;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public FormBuilder(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  @Override
  public Form create(NewForm input) {
    Instant now = clock.instant();
    Form form = form(Ids.next(now), input, now, 1);
    return store.inTransaction(
        tx -> {
          FormTable.insert(tx, form);
          return form;
        });
  }

  @Override
  public Form change(UUID id, NewForm input, long version) {
    return store.inTransaction(
        tx -> {
          Form old = FormTable.find(tx, id).orElseThrow(() -> new NotFound("form", id));
          Form changed = form(id, input, old.createdAt(), version + 1);
          FormTable.update(tx, changed);
          return changed;
        });
  }

  @Override
  public void remove(UUID id) {
    boolean removed = store.inTransaction(tx -> FormTable.delete(tx, id));
    if (!removed) {
      throw new NotFound("form", id);
    }
  }

  private static Form form(UUID id, NewForm input, Instant createdAt, long version) {
    Locale language = Locale.forLanguageTag(Optional.ofNullable(input.language()).orElse("en"));
    String title = requireNonNull(input.title()).strip();
    return new Form(
        id,
        requireNonNull(input.slug()),
        title,
        Optional.ofNullable(input.intro()).orElse(""),
        language,
        fields(input),
        requireNonNull(input.purpose()),
        requireNonNull(input.consentText()).strip(),
        Optional.ofNullable(input.interest()).map(String::strip).orElse(title),
        Optional.ofNullable(input.thanks()).orElse(title),
        createdAt,
        version);
  }

  private static List<Form.Field> fields(NewForm input) {
    List<Form.Field> fields =
        Optional.ofNullable(input.fields()).orElse(List.of()).stream()
            .map(
                field ->
                    new Form.Field(
                        requireNonNull(field.name()),
                        requireNonNull(field.label()).strip(),
                        Boolean.TRUE.equals(field.required())))
            .toList();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      if (name.equals(FormView.EMAIL) || !names.add(name)) {
        throw new InvalidInput(
            "fields[" + i + "].name", "'" + name + "' is asked already; name each field once");
      }
    }
    return fields;
  }
}
