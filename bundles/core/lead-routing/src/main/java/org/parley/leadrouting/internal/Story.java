// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadEvent;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Transaction;

/** What a lead's person did and what happened to the lead, in one line of time. */
final class Story {
  /** How many of a person's latest doings are told. */
  private static final int MOST = 200;

  private static final int SENTENCE = 500;

  private final Doings doings;

  Story(Doings doings) {
    this.doings = doings;
  }

  List<LeadEvent> of(Transaction tx, Lead lead) {
    List<LeadEvent> story = new ArrayList<>(LeadTable.events(tx, lead.id()));
    doings
        .latest(lead.profile(), MOST)
        .forEach(done -> story.add(new LeadEvent(done.at(), sentence(done))));
    story.sort(Comparator.comparing(LeadEvent::at));
    return story;
  }

  private static String sentence(Timeline.Entry done) {
    String what = done.type().replace('.', ' ');
    String where = done.origin().network().map(network -> " by " + network).orElse("");
    String which = done.data().getOrDefault("title", done.data().getOrDefault("form", ""));
    return LeadTable.cut(what + (which.isEmpty() ? "" : " '" + which + "'") + where, SENTENCE);
  }
}
