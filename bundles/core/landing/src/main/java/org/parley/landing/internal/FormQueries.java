// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.landing.Form;
import org.parley.api.landing.Forms;
import org.parley.api.store.Store;

/** Answers what is asked about forms. */
@Component
public final class FormQueries implements Forms {
  private final Store store;

  @Activate
  public FormQueries(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  @Override
  public Paged<Form> forms(PageRequest page) {
    return store.read(tx -> FormTable.page(tx, page));
  }

  @Override
  public Optional<Form> find(UUID id) {
    return store.read(tx -> FormTable.find(tx, id));
  }

  @Override
  public Optional<Form> findBySlug(String slug) {
    return store.read(tx -> FormTable.findBySlug(tx, slug));
  }

  @Override
  public Figures figures(UUID form) {
    return store.read(tx -> Submission.figures(tx, form));
  }
}
