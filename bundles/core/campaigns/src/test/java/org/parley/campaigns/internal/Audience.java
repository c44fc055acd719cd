// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;

/** Readers who have all agreed. */
final class Audience implements Profiles, PreferencePage {
  private List<Profile> people = List.of();

  void people(int number) {
    people =
        IntStream.range(0, number)
            .mapToObj(Audience::person)
            .sorted(Comparator.comparing(profile -> profile.id().toString()))
            .toList();
  }

  void sharingAnAddress(int number) {
    people = IntStream.range(0, number).mapToObj(each -> person(each, "info@example.org")).toList();
  }

  private static Profile person(int number) {
    return person(number, "reader" + number + "@example.org");
  }

  private static Profile person(int number, String address) {
    var email = new Identifier(Identifier.Kind.EMAIL, address, Optional.empty(), true);
    return new Profile(
        Ids.next(Instant.EPOCH.plusMillis(number)),
        Profile.State.IDENTIFIED,
        List.of(email),
        Map.of("language", Locale.ENGLISH.toLanguageTag()),
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Override
  public Optional<Profile> find(UUID id) {
    return people.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Profile> findByIdentifier(Identifier identifier) {
    return Optional.empty();
  }

  @Override
  public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
    @Nullable String last = after.map(UUID::toString).orElse("");
    return people.stream()
        .filter(profile -> profile.id().toString().compareTo(last) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean consents(UUID profile, String purpose) {
    return true;
  }

  @Override
  public URI addressFor(UUID profile) {
    return URI.create("https://hub.example/p/" + profile);
  }

  @Override
  public URI unsubscribeAddressFor(UUID profile, String purpose) {
    return URI.create("https://hub.example/p/" + profile + "/" + purpose);
  }
}
