// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/** What other rooms and the edge may ask about short links. */
@ProviderType
public interface Links {
  Optional<Link> find(UUID id);

  /** The links with these ids, those that exist, in no order; 200 ids at the most. */
  List<Link> findAll(Collection<UUID> ids);

  /**
   * The link that answers under a slug of the main link domain, typed in any case and also with
   * letters and digits that look alike.
   */
  Optional<Link> findBySlug(String slug);

  /**
   * The link that answers under a slug of one link domain.
   *
   * @param domain the host, without port; a host that is no link domain stands for the main one
   */
  Optional<Link> findBySlug(String domain, String slug);

  /** Links that fit, the youngest first. */
  Paged<Link> list(Filter filter, PageRequest page);

  /**
   * Reads an address that a short link is to lead to.
   *
   * @param field what to blame in a refusal
   * @return the address as it is sent
   * @throws org.parley.api.InvalidInput blaming the field, when nobody can be led there or it is
   *     itself a short link of this hub
   */
  URI readTarget(String field, String address);

  /**
   * The clicks of each day on which there were any, in order of days.
   *
   * @param from the first day, UTC
   * @param to the last day, UTC
   */
  List<Day> days(UUID link, LocalDate from, LocalDate to);

  /**
   * Which links are asked for; what is empty does not narrow.
   *
   * @param search a part of slug, target or title, in any case
   * @param campaign the campaign of their origin
   * @param state whether they are meant to answer
   * @param network the network of their origin, {@code direct} for those of none
   * @param clickedSince the first of the days, UTC, on one of which people followed them
   */
  record Filter(
      Optional<String> search,
      Optional<UUID> campaign,
      Optional<Link.State> state,
      Optional<String> network,
      Optional<LocalDate> clickedSince) {
    /** Every link. */
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of any network, clicked at any time. */
    public Filter(Optional<String> search, Optional<UUID> campaign, Optional<Link.State> state) {
      this(search, campaign, state, Optional.empty(), Optional.empty());
    }
  }

  /**
   * @param day in UTC
   */
  record Day(LocalDate day, Link.Clicks clicks) {}
}
