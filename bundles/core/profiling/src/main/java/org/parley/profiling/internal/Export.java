// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Transaction;

/** All that this room knows about a person, as JSON. */
final class Export {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int AT_ONCE = 500;

  private final Transaction transaction;
  private final JsonGenerator json;

  private Export(Transaction transaction, JsonGenerator json) {
    this.transaction = transaction;
    this.json = json;
  }

  static String of(Transaction transaction, UUID live) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      new Export(transaction, json).write(live);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private void write(UUID live) throws IOException {
    Profile profile = FindProfiles.one(transaction, live).orElseThrow();
    Set<UUID> homes = FindHomes.of(transaction, live);
    json.writeStartObject();
    json.writeStringField("id", live.toString());
    json.writeStringField("state", profile.state().name().toLowerCase(Locale.ROOT));
    json.writeStringField("createdAt", profile.createdAt().toString());
    json.writeStringField("lastSeenAt", profile.lastSeenAt().toString());
    identifiers(profile.identifiers());
    texts("attributes", new TreeMap<>(profile.attributes()));
    consents(FindLinks.in(transaction, homes));
    merges(FindMerges.into(transaction, homes));
    timeline(live);
    json.writeEndObject();
  }

  private void identifiers(List<Identifier> identifiers) throws IOException {
    json.writeArrayFieldStart("identifiers");
    for (Identifier each : identifiers) {
      json.writeStartObject();
      json.writeStringField("kind", each.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("value", each.value());
      if (each.network().isPresent()) {
        json.writeStringField("network", each.network().get());
      }
      json.writeBooleanField("verified", each.verified());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void consents(List<Link> links) throws IOException {
    json.writeArrayFieldStart("consents");
    for (Link link : links) {
      Answer answer = link.answer();
      json.writeStartObject();
      json.writeStringField("purpose", answer.purpose());
      json.writeBooleanField("given", answer.given());
      json.writeStringField("basis", answer.basis());
      json.writeStringField("evidence", answer.evidence());
      json.writeStringField("at", answer.at().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void merges(List<Merge> merges) throws IOException {
    json.writeArrayFieldStart("merges");
    for (Merge merge : merges) {
      json.writeStartObject();
      json.writeStringField("into", merge.profile().toString());
      json.writeStringField("other", merge.other().toString());
      json.writeStringField("reason", merge.reason());
      json.writeStringField("at", merge.at().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void timeline(UUID live) throws IOException {
    json.writeArrayFieldStart("timeline");
    FindEntries.Place place = FindEntries.Place.TOP;
    List<Timeline.Entry> entries;
    do {
      entries = FindEntries.in(transaction, live, place, AT_ONCE);
      for (Timeline.Entry entry : entries) {
        entry(entry);
        place = new FindEntries.Place(entry.at(), entry.id());
      }
    } while (entries.size() == AT_ONCE);
    json.writeEndArray();
  }

  private void entry(Timeline.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id().toString());
    json.writeStringField("at", entry.at().toString());
    json.writeStringField("type", entry.type());
    json.writeStringField("channel", entry.channel());
    texts("origin", Detail.parts(entry.origin()));
    texts("data", new TreeMap<>(entry.data()));
    json.writeEndObject();
  }

  private void texts(String name, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : texts.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
