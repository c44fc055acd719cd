// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.links.Link;
import org.parley.api.links.Links;
import org.parley.api.web.WebTarget;

/** No links yet, on the domain go.example, to which none may lead. */
final class FakeLinks implements Links {
  @Override
  public URI readTarget(String field, String address) {
    WebTarget target = WebTarget.read(field, address);
    if (target.host().equals("go.example")) {
      throw new InvalidInput(field, "'" + target + "' is itself a short link");
    }
    return target.address();
  }

  @Override
  public Optional<Link> find(UUID id) {
    return Optional.empty();
  }

  @Override
  public List<Link> findAll(Collection<UUID> ids) {
    return List.of();
  }

  @Override
  public Optional<Link> findBySlug(String slug) {
    return Optional.empty();
  }

  @Override
  public Optional<Link> findBySlug(String domain, String slug) {
    return Optional.empty();
  }

  @Override
  public Paged<Link> list(Filter filter, PageRequest page) {
    return Paged.last(List.of());
  }

  @Override
  public List<Day> days(UUID link, LocalDate from, LocalDate to) {
    return List.of();
  }
}
