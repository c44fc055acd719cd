// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.Violation;
import org.parley.api.bus.Bus;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.PreferencePage;
import org.parley.api.profiles.Preferences;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Lets people see and change what they have agreed to. */
@Component(configurationPid = {ProfileSettings.WEB_PID, ProfileSettings.PID})
public final class PersonalPage implements PreferencePage, Preferences {
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final String UNSET = "http://localhost:8080";

  private final Store store;
  private final Bus bus;
  private final Identities identities;
  private final Standings standings;
  private final Tokens tokens;
  private final Offer offer;
  private final InstantSource clock;

  @Activate
  public PersonalPage(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Identities identities,
      @Reference Seal seal,
      ProfileSettings settings,
      BundleContext context) {
    this(
        store,
        bus,
        identities,
        seal,
        new Offer(purposes(settings), publicUrl(settings, context)),
        InstantSource.system());
  }

  /** For which purposes the hub asks, and where. */
  record Offer(Set<String> purposes, String publicUrl) {}

  PersonalPage(
      Store store, Bus bus, Identities identities, Seal seal, Offer offer, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.identities = identities;
    this.standings = identities.standings();
    this.tokens = new Tokens(seal);
    this.offer = offer;
    this.clock = clock;
  }

  private static Set<String> purposes(ProfileSettings settings) {
    return Stream.of(settings.purposes())
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::strip)
        .filter(purpose -> PURPOSE.matcher(purpose).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where the hub listens is its public URL, unless one is set. */
  private static String publicUrl(ProfileSettings settings, BundleContext context) {
    String listening = Optional.ofNullable(context.getProperty("parley.url")).orElse(UNSET);
    String url = settings.public_url().isBlank() ? listening : settings.public_url();
    return url.strip().replaceAll("/+$", "");
  }

  @Override
  public URI addressFor(UUID profile) {
    return address(tokens.mint(profile));
  }

  private URI address(String token) {
    return URI.create(offer.publicUrl() + "/p/" + token);
  }

  @Override
  public URI unsubscribeAddressFor(UUID profile, String purpose) {
    return URI.create(addressFor(profile) + "?" + UNSUBSCRIBE + "=" + purpose);
  }

  @Override
  public Optional<Sheet> find(String token) {
    return store.read(
        transaction ->
            tokens
                .read(token)
                .flatMap(
                    pass ->
                        FindProfiles.one(transaction, pass.profile())
                            .map(profile -> sheet(transaction, profile, proof(pass)))));
  }

  private Proof proof(Tokens.Pass pass) {
    return pass.until()
        .map(until -> clock.instant().isBefore(until) ? Proof.FRESH : Proof.EXPIRED)
        .orElse(Proof.LINK);
  }

  private Sheet sheet(Transaction transaction, Profile profile, Proof proof) {
    Map<String, Mark> marks = new TreeMap<>(FindStanding.in(transaction, profile.id()));
    Set<String> purposes = new TreeSet<>(offer.purposes());
    purposes.addAll(marks.keySet());
    List<Choice> choices = new ArrayList<>();
    for (String purpose : purposes) {
      choices.add(new Choice(purpose, Optional.ofNullable(marks.get(purpose)).map(Mark::given)));
    }
    return new Sheet(profile.id(), profile.email().map(PersonalPage::hidden), choices, proof);
  }

  /** {@code a…@example.org}: known to whom it belongs, of little use to anybody else. */
  private static String hidden(String email) {
    return email.substring(0, email.offsetByCodePoints(0, 1))
        + "…"
        + email.substring(email.indexOf('@'));
  }

  @Override
  public Sheet change(String token, Map<String, Boolean> answers, String evidence) {
    Tokens.Pass pass = pass(token);
    return store.inTransaction(
        transaction -> {
          Said said = new Said(clock.instant());
          UUID live = Live.inTurn(transaction, pass.profile());
          Map<String, Mark> before = FindStanding.in(transaction, live);
          check(answers, before);
          new TreeMap<>(answers)
              .forEach(
                  (purpose, given) -> {
                    if (isNew(before.get(purpose), given)) {
                      note(transaction, live, answer(purpose, given, evidence, said), said);
                    }
                  });
          said.appendTo(bus, transaction);
          Profile changed = FindProfiles.one(transaction, live).orElseThrow();
          return sheet(transaction, changed, proof(pass));
        });
  }

  /**
   * A no is also one of whoever shares an address with the person, whose mails would come to the
   * same mailbox; except for what is asked of a browser.
   */
  private void note(Transaction transaction, UUID live, Answer answer, Said said) {
    standings.note(transaction, live, answer, said);
    if (!answer.given() && !answer.isOfTheBrowser()) {
      List<Identifier> shown =
          FindIdentifiers.in(transaction, live).stream().filter(Identifier::verified).toList();
      List<Pointer> pointers = identities.pointers(shown);
      identities
          .refusals()
          .spread(transaction, new Refusals.Refusal(answer, Optional.of(live), pointers), said);
    }
  }

  private void check(Map<String, Boolean> answers, Map<String, Mark> known) {
    List<Violation> violations =
        answers.keySet().stream()
            .filter(purpose -> !offer.purposes().contains(purpose) && !known.containsKey(purpose))
            .map(purpose -> new Violation(purpose, "is no purpose that this hub asks for"))
            .toList();
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
  }

  /** A no where nobody was ever asked is an answer, a box left empty is none. */
  private static boolean isNew(@Nullable Mark before, boolean given) {
    return before == null ? given : before.given() != given;
  }

  private static Answer answer(String purpose, boolean given, String evidence, Said said) {
    return new Answer(Ids.next(said.now()), purpose, given, "consent", evidence, said.now(), true);
  }

  @Override
  public void withdraw(String token, String purpose, String evidence) {
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new InvalidInput(UNSUBSCRIBE, "'" + purpose + "' is no purpose such as 'newsletter'");
    }
    UUID profile = pass(token).profile();
    store.inTransaction(
        transaction -> {
          Said said = new Said(clock.instant());
          UUID live = Live.inTurn(transaction, profile);
          note(transaction, live, answer(purpose, false, evidence, said), said);
          said.appendTo(bus, transaction);
          return live;
        });
  }

  @Override
  public Optional<String> confirm(String token, Locale language) {
    UUID profile = pass(token).profile();
    return store.inTransaction(
        transaction -> {
          Said said = new Said(clock.instant());
          UUID live = Live.inTurn(transaction, profile);
          URI fresh = address(tokens.mint(live, said.now().plus(FRESH)));
          Optional<String> to = ConfirmByMail.ask(transaction, live, language, fresh, said);
          said.appendTo(bus, transaction);
          return to.map(PersonalPage::hidden);
        });
  }

  @Override
  public String export(String token) {
    UUID profile = fresh(token);
    return store.read(transaction -> Export.of(transaction, Live.id(transaction, profile)));
  }

  @Override
  public void erase(String token) {
    UUID profile = fresh(token);
    store.inTransaction(
        transaction -> {
          Said said = new Said(clock.instant());
          UUID live = Live.inTurn(transaction, profile);
          UUID erased = identities.erase(transaction, live, said);
          said.appendTo(bus, transaction);
          return erased;
        });
  }

  private UUID fresh(String token) {
    Tokens.Pass pass = pass(token);
    if (proof(pass) != Proof.FRESH) {
      throw new NotFound("fresh confirmation", token);
    }
    return pass.profile();
  }

  private Tokens.Pass pass(String token) {
    return tokens.read(token).orElseThrow(() -> new NotFound("preference page", token));
  }
}
