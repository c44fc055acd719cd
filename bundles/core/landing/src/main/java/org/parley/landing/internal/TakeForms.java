// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.api.Ids;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.landing.Form;
import org.parley.api.links.Link;
import org.parley.api.links.Links;
import org.parley.api.links.Origin;
import org.parley.api.links.SlugForm;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.api.web.PageVisit;

/**
 * Takes filled-in forms, asks by mail whether the address is the person's, and takes the
 * confirmation.
 */
final class TakeForms {
  /** How long a confirmation is waited for. */
  static final Duration OPEN_FOR = Duration.ofDays(14);

  private static final Duration QUIET = Duration.ofHours(1);

  /**
   * How many unconfirmed mails an address gets within {@link #QUIET}: nobody's mailbox is flooded
   * by a stranger.
   */
  private static final int MOST_MAILS = 3;

  private final Store store;
  private final Bus bus;
  private final Links links;
  private final Profiles profiles;
  private final Tokens tokens = new Tokens();

  TakeForms(Store store, Bus bus, Links links, Profiles profiles) {
    this.store = store;
    this.bus = bus;
    this.links = links;
    this.profiles = profiles;
  }

  void submit(Form form, Answers answers, PageVisit visit) {
    Instant now = visit.at();
    var submission =
        new Submission(
            Ids.next(now),
            form.id(),
            form.purpose(),
            form.interest(),
            answers.email(),
            visit.visitorKey(),
            visit.posted(FormView.LINK).filter(SlugForm::fits),
            form.consentText(),
            answers.given(form),
            now);
    Origin origin = origin(submission);
    Set<UUID> people = people(submission);
    String token = tokens.mint();
    URI confirmation = URI.create(visit.publicUrl() + "/f/" + form.slug() + "/confirm/" + token);
    store.inTransaction(
        tx -> {
          if (Submission.sentSince(tx, submission.email(), now.minus(QUIET)) < MOST_MAILS) {
            submission.insert(tx, Tokens.hash(token));
            people.forEach(profile -> submission.isOf(tx, profile));
            append(tx, submission, submitted(form, submission, origin));
            bus.append(tx, List.of(mail(form, submission, confirmation)));
          }
          return submission;
        });
  }

  /** What a token of a confirmation mail is good for. */
  enum Standing {
    OPEN,
    CONFIRMED,
    /** It expired or never was one of this form's. */
    UNKNOWN
  }

  Standing look(Form form, String token, Instant now) {
    if (findOpen(form, token, now).isPresent()) {
      return Standing.OPEN;
    }
    String hash = Tokens.hash(token);
    boolean confirmed = store.read(tx -> Submission.isConfirmed(tx, form.id(), hash));
    return confirmed ? Standing.CONFIRMED : Standing.UNKNOWN;
  }

  /** Takes a confirmation; one that comes twice finds what the first has done. */
  Standing confirm(Form form, String token, Instant now) {
    findOpen(form, token, now).ifPresent(submission -> confirm(form, submission, now));
    return look(form, token, now);
  }

  private Optional<Submission> findOpen(Form form, String token, Instant now) {
    return store
        .read(tx -> Submission.findOpen(tx, Tokens.hash(token), now.minus(OPEN_FOR)))
        .filter(submission -> submission.form().equals(form.id()));
  }

  private void confirm(Form form, Submission submission, Instant now) {
    Origin origin = origin(submission);
    store.inTransaction(
        tx -> {
          boolean first = submission.confirm(tx, now);
          if (first) {
            append(tx, submission, confirmed(form, submission, origin, now));
            append(tx, submission, consent(form, submission, now));
          }
          return first;
        });
  }

  /** Whoever holds the address or the browser now: when they are erased, this goes with them. */
  private Set<UUID> people(Submission submission) {
    List<Identifier> identifiers = new ArrayList<>(visitor(submission));
    identifiers.add(address(submission));
    return identifiers.stream()
        .flatMap(identifier -> profiles.findByIdentifier(identifier).stream())
        .map(Profile::id)
        .collect(Collectors.toSet());
  }

  private Origin origin(Submission submission) {
    return submission.link().flatMap(links::findBySlug).map(Link::origin).orElse(Origin.NONE);
  }

  private static Interaction submitted(Form form, Submission submission, Origin origin) {
    return new Interaction(
        submission.id(),
        "form.submitted",
        submission.submittedAt(),
        visitor(submission),
        origin,
        Map.of("form", form.title()));
  }

  private static Interaction confirmed(
      Form form, Submission submission, Origin origin, Instant now) {
    Map<String, String> data = new HashMap<>();
    data.put("form", form.title());
    data.put("interest", submission.interest());
    data.put(Interaction.ATTRIBUTE + "language", form.language().getLanguage());
    submission.answers().forEach((name, answer) -> data.put(Interaction.ATTRIBUTE + name, answer));
    return new Interaction(
        Ids.next(now), "form.confirmed", now, identifiers(submission), origin, data);
  }

  private static ConsentGiven consent(Form form, Submission submission, Instant now) {
    String evidence =
        "Form '%s', agreed to \"%s\" on %s, confirmed by mail on %s"
            .formatted(form.slug(), submission.consentText(), submission.submittedAt(), now);
    return new ConsentGiven(
        Ids.next(now),
        identifiers(submission),
        submission.purpose(),
        true,
        "consent",
        evidence,
        now);
  }

  private static List<Identifier> identifiers(Submission submission) {
    List<Identifier> identifiers = new ArrayList<>();
    identifiers.add(
        new Identifier(Identifier.Kind.EMAIL, submission.email(), Optional.empty(), true));
    identifiers.addAll(visitor(submission));
    return identifiers;
  }

  private static List<Identifier> visitor(Submission submission) {
    return submission.visitorKey().stream()
        .map(key -> new Identifier(Identifier.Kind.VISITOR, key, Optional.empty(), true))
        .toList();
  }

  private static BusRecord mail(Form form, Submission submission, URI confirmation) {
    Words words = new Words(form.language());
    Instant now = submission.submittedAt();
    var mail =
        new MailRequested(
            Ids.next(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            submission.email(),
            words.say("mailSubject", form.title()),
            words.say("mailText", form.title(), confirmation),
            Optional.empty(),
            Optional.empty(),
            form.language());
    return mail.asRecord(Room.SOURCE, now, Optional.empty());
  }

  private static Identifier address(Submission submission) {
    return new Identifier(Identifier.Kind.EMAIL, submission.email(), Optional.empty(), false);
  }

  private void append(Transaction tx, Submission submission, Interaction interaction) {
    bus.append(
        tx, List.of(record(submission, interaction.at(), interaction).withId(interaction.id())));
  }

  private void append(Transaction tx, Submission submission, ConsentGiven consent) {
    bus.append(tx, List.of(record(submission, consent.at(), consent).withId(consent.id())));
  }

  /**
   * All records of one person in their order: keyed by the address, which is what they have in
   * common.
   */
  private static BusRecord record(
      Submission submission, Instant now, org.parley.api.bus.RecordData data) {
    return new BusRecord(
        Ids.next(now),
        Room.SOURCE,
        submission.id().toString(),
        now,
        address(submission).partitionKey(),
        Optional.empty(),
        data);
  }
}
