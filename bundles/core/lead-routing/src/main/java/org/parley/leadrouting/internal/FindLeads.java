// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Follows what people do, scores it, and makes a lead of whoever shows a sales interest or becomes
 * ripe.
 */
@Component(
    service = GroupReader.class,
    configurationPid = "org.parley.leadrouting",
    reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
@Designate(ocd = FindLeads.Settings.class)
public final class FindLeads implements BatchReader {
  /** When a profile becomes a lead. */
  @ObjectClassDefinition(name = "Lead routing")
  public @interface Settings {
    @AttributeDefinition(
        description = "An identified profile whose score reaches this many points becomes a lead")
    int threshold() default 50;

    @AttributeDefinition(
        description =
            "Interaction types by which an identified person asks for contact and is a lead at once")
    String[] interest() default {"form.confirmed", "contact.requested"};
  }

  /** Whoever asks for contact is a lead at once. */
  private static final Duration MOMENT = Duration.ofMillis(20);

  /** Who works with leads meanwhile shall not wait for thousands of others. */
  private static final int MOST = 500;

  private final Bus bus;
  private final Profiles profiles;
  private final ScoreLeads score;
  private final SiftDoings doings;

  @Activate
  public FindLeads(
      Settings settings,
      @Reference Bus bus,
      @Reference Profiles profiles,
      @Reference Doings doings,
      @Reference Accounts accounts) {
    this(
        bus,
        profiles,
        scoring(bus, profiles, doings, accounts, settings.threshold()),
        List.of(settings.interest()));
  }

  private FindLeads(Bus bus, Profiles profiles, ScoreLeads score, List<String> interest) {
    this.bus = bus;
    this.profiles = profiles;
    this.score = score;
    this.doings = new SiftDoings(bus, profiles, score, interest);
  }

  /** For tests: with the default settings. */
  static FindLeads withDefaults(Bus bus, Profiles profiles, Doings doings, Accounts accounts) {
    return new FindLeads(
        bus,
        profiles,
        scoring(bus, profiles, doings, accounts, 50),
        List.of("form.confirmed", "contact.requested"));
  }

  private static ScoreLeads scoring(
      Bus bus, Profiles profiles, Doings doings, Accounts accounts, int threshold) {
    InstantSource clock = InstantSource.system();
    AssignLeads assign = new AssignLeads(bus, profiles, new Story(doings), accounts, clock);
    return new ScoreLeads(bus, doings, assign, threshold, clock);
  }

  @Override
  public Subscription subscription() {
    return Subscription.of(
        "lead-routing.find-leads",
        Topics.PROFILES,
        "interaction.joined",
        "profile.identified",
        "profile.merged",
        "profile.split",
        "profile.erased");
  }

  @Override
  public Duration gathers() {
    return MOMENT;
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void read(Transaction tx, List<BusRecord> records) {
    List<BusRecord> done = new ArrayList<>();
    for (BusRecord record : records) {
      if (Reason.isGivenBy(record)) {
        done.add(record);
      } else {
        doings.sift(tx, done);
        done.clear();
        bus.because(record, () -> follow(tx, record.data()));
      }
    }
    doings.sift(tx, done);
  }

  private void follow(Transaction tx, RecordData change) {
    if (change instanceof ProfileMerged merged) {
      LeadTable.move(tx, merged.other(), merged.profile());
      scoreAnew(tx, merged.profile());
    } else if (change instanceof ProfileSplit split) {
      LeadTable.moveBack(tx, split);
      scoreAnew(tx, split.profile());
      scoreAnew(tx, split.other());
    } else if (change instanceof ProfileErased erased) {
      ForgetPeople.of(tx, erased, bus);
    }
  }

  /** What points at the person has changed, and with it what counts for the score. */
  private void scoreAnew(Transaction tx, UUID profile) {
    profiles
        .find(profile)
        .ifPresent(
            live ->
                score.look(
                    tx,
                    live,
                    new ScoreLeads.Occasion(live.id(), Optional.empty(), Optional.empty())));
  }
}
