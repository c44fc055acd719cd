// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Collector.Browser;
import org.parley.api.interactions.Interaction;
import org.parley.api.interactions.NewVisit;
import org.parley.api.interactions.NewVisit.NewEvent;
import org.parley.api.links.Origin;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

/**
 * Reads what a browser reports, and keeps of it what the visitor agreed to: without consent, or
 * where the browser objects, nothing that points at anybody.
 */
final class ReadVisit {
  private static final String NONE = "none";
  private static final String FINGERPRINT = "fingerprint";

  private final Normalizer normalizer;
  private final InstantSource clock;

  ReadVisit(Normalizer normalizer, InstantSource clock) {
    this.normalizer = normalizer;
    this.clock = clock;
  }

  Visit read(NewVisit input, Browser browser) {
    Findings findings = new Findings();
    boolean agreed = !NONE.equals(input.consent());
    if (agreed && (input.evidence() == null || input.evidence().isBlank())) {
      findings.add("evidence", "is needed with consent '" + input.consent() + "'");
    }
    List<Identifier> identifiers = agreed ? identifiers(input, browser, findings) : List.of();
    boolean remembered = agreed && !browser.objects();
    List<BusRecord> events = events(input, remembered ? identifiers : List.of(), findings);
    findings.refuse();
    return new Visit(remembered ? answers(input, identifiers) : List.of(), events);
  }

  private List<Identifier> identifiers(NewVisit input, Browser browser, Findings findings) {
    List<Identifier> identifiers = new ArrayList<>();
    Optional<String> key = browser.visitorKey().or(() -> Optional.ofNullable(input.visitor()));
    if (key.isEmpty() && !browser.objects()) {
      findings.add("visitor", "is needed with consent '" + input.consent() + "'");
    }
    key.ifPresent(value -> add(Kind.VISITOR, value, identifiers, new Place("visitor", findings)));
    if (FINGERPRINT.equals(input.consent()) && input.fingerprint() != null) {
      Place place = new Place(FINGERPRINT, findings);
      add(Kind.FINGERPRINT, input.fingerprint(), identifiers, place);
    }
    return identifiers;
  }

  private void add(Kind kind, String value, List<Identifier> identifiers, Place place) {
    Normal normal = normalizer.normalize(kind, value, Optional.empty(), false);
    if (normal instanceof Normal.Bad bad) {
      place.add("", bad.message());
    } else if (normal instanceof Normal.Good good) {
      identifiers.add(good.pointer().toIdentifier());
    }
  }

  private List<BusRecord> events(NewVisit input, List<Identifier> identifiers, Findings findings) {
    List<BusRecord> records = new ArrayList<>();
    List<NewEvent> events = input.events() == null ? List.of() : input.events();
    int index = 0;
    for (NewEvent each : events) {
      Place place = new Place("events[" + index++ + "]", findings);
      records.add(Collected.record(interaction(each, identifiers, place)));
    }
    return records;
  }

  /** A browser's clock may be wrong; what lies in the future happened now. */
  private Interaction interaction(NewEvent event, List<Identifier> identifiers, Place place) {
    Instant now = clock.instant();
    Instant at = event.at() == null || event.at().isAfter(now) ? now : event.at();
    PageAddress page = PageAddress.of(event.url(), place);
    UUID id = Collected.id(event.id(), page.host()).orElseGet(() -> Ids.next(now));
    String type = Collected.type(event.type(), place);
    return new Interaction(
        id, type, at, identifiers, Origin.NONE, data(event, page, !identifiers.isEmpty(), place));
  }

  private static Map<String, String> data(
      NewEvent event, PageAddress page, boolean remembered, Place place) {
    Map<String, String> data =
        new TreeMap<>(FlatData.of(event.data(), place.path() + ".data", place.findings()));
    data.put("url", remembered ? page.whole() : page.bare());
    if (event.title() != null && !event.title().isBlank()) {
      data.put("title", event.title().replace('\0', ' '));
    }
    referrer(event).ifPresent(host -> data.put("referrer", host));
    return data;
  }

  /** The host alone: the rest of a foreign address is nobody's business. */
  private static Optional<String> referrer(NewEvent event) {
    return Optional.ofNullable(event.referrer())
        .flatMap(PageAddress::parse)
        .map(address -> address.getHost().toLowerCase(Locale.ROOT));
  }

  /** The same browser showing the same evidence says the same: it bears the same id each time. */
  private List<ConsentGiven> answers(NewVisit input, List<Identifier> identifiers) {
    List<ConsentGiven> answers = new ArrayList<>();
    answers.add(answer(Answer.REMEMBER, input, identifiers));
    if (FINGERPRINT.equals(input.consent())) {
      answers.add(answer(Answer.FINGERPRINT, input, identifiers));
    }
    return answers;
  }

  private ConsentGiven answer(String purpose, NewVisit input, List<Identifier> identifiers) {
    Identifier visitor = identifiers.get(0);
    Instant now = clock.instant();
    String evidence = input.evidence() == null ? "" : input.evidence().replace('\0', ' ');
    UUID id = Derived.from(purpose + " " + visitor.value() + " " + evidence);
    return new ConsentGiven(id, List.of(visitor), purpose, true, "consent", evidence, now);
  }

  /**
   * @param answers the consents that the browser showed
   * @param events what it reported
   */
  record Visit(List<ConsentGiven> answers, List<BusRecord> events) {}
}
