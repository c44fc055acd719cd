// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.landing.Form;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The tables of forms. */
final class FormTable {
  private static final String COLUMNS =
      """
      SELECT id, slug, title, intro, language, purpose, consent_text, interest, thanks, created_at, version
      FROM landing_form
      """;

  private FormTable() {}

  static Optional<Form> find(Transaction tx, UUID id) {
    return tx.sql(COLUMNS + " WHERE id = :id").bind("id", id).first(row -> form(tx, row));
  }

  static Optional<Form> findBySlug(Transaction tx, String slug) {
    return tx.sql(COLUMNS + " WHERE slug = :slug").bind("slug", slug).first(row -> form(tx, row));
  }

  static Paged<Form> page(Transaction tx, PageRequest page) {
    List<UUID> found =
        tx.sql(
                """
                SELECT id FROM landing_form WHERE id < :below
                ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                """)
            .bind("below", page.below())
            .bind("limit", page.limit() + 1)
            .list(row -> row.id("id"));
    Paged<UUID> ids = Paged.of(found, page, UUID::toString);
    return new Paged<>(
        ids.items().stream().flatMap(id -> find(tx, id).stream()).toList(), ids.next());
  }

  static void insert(Transaction tx, Form form) {
    boolean inserted =
        bind(
                tx.sql(
                    """
                    INSERT INTO landing_form
                      (id, slug, title, intro, language, purpose, consent_text, interest, thanks,
                      created_at, version)
                    VALUES
                      (:id, :slug, :title, :intro, :language, :purpose, :consentText, :interest, :thanks,
                      :createdAt, :version)
                    """),
                form)
            .bind("createdAt", form.createdAt())
            .insertIfAbsent();
    if (!inserted) {
      throw taken(form);
    }
    insertFields(tx, form);
  }

  static void update(Transaction tx, Form form) {
    if (findBySlug(tx, form.slug()).filter(other -> !other.id().equals(form.id())).isPresent()) {
      throw taken(form);
    }
    int changed =
        bind(
                tx.sql(
                    """
                    UPDATE landing_form SET slug = :slug, title = :title, intro = :intro,
                      language = :language,
                      purpose = :purpose, consent_text = :consentText, interest = :interest, thanks = :thanks,
                      version = :version
                    WHERE id = :id AND version = :version - 1
                    """),
                form)
            .update();
    if (changed == 0) {
      throw new Conflict("Form '" + form.slug() + "' has been changed by somebody else");
    }
    deleteFields(tx, form.id());
    insertFields(tx, form);
  }

  static boolean delete(Transaction tx, UUID id) {
    deleteFields(tx, id);
    return tx.sql("DELETE FROM landing_form WHERE id = :id").bind("id", id).update() == 1;
  }

  private static Conflict taken(Form form) {
    return new Conflict("Slug '" + form.slug() + "' is taken by another form");
  }

  private static Statement bind(Statement statement, Form form) {
    return statement
        .bind("id", form.id())
        .bind("slug", form.slug())
        .bind("title", form.title())
        .bind("intro", form.intro())
        .bind("language", form.language().toLanguageTag())
        .bind("purpose", form.purpose())
        .bind("consentText", form.consentText())
        .bind("interest", form.interest())
        .bind("thanks", form.thanks())
        .bind("version", form.version());
  }

  private static void deleteFields(Transaction tx, UUID form) {
    tx.sql("DELETE FROM landing_field WHERE form = :form").bind("form", form).update();
  }

  private static void insertFields(Transaction tx, Form form) {
    for (int place = 0; place < form.fields().size(); place++) {
      Form.Field field = form.fields().get(place);
      tx.sql(
              """
              INSERT INTO landing_field (form, place, name, label, required)
              VALUES (:form, :place, :name, :label, :required)
              """)
          .bind("form", form.id())
          .bind("place", place)
          .bind("name", field.name())
          .bind("label", field.label())
          .bind("required", field.required())
          .update();
    }
  }

  private static Form form(Transaction tx, Row row) {
    UUID id = row.id("id");
    return new Form(
        id,
        row.text("slug"),
        row.text("title"),
        row.text("intro"),
        Locale.forLanguageTag(row.text("language")),
        fields(tx, id),
        row.text("purpose"),
        row.text("consent_text"),
        row.text("interest"),
        row.text("thanks"),
        row.instant("created_at"),
        row.number("version"));
  }

  private static List<Form.Field> fields(Transaction tx, UUID form) {
    return tx.sql(
            "SELECT name, label, required FROM landing_field WHERE form = :form ORDER BY place")
        .bind("form", form)
        .list(row -> new Form.Field(row.text("name"), row.text("label"), row.flag("required")));
  }
}
