// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadEvent;
import org.parley.api.store.Transaction;

/** What a lead's person did and what happened to the lead, in one line of time. */
final class Story {
  /** How many of a person's latest doings are told. */
  private static final int MOST = 200;

  private Story() {}

  static List<LeadEvent> of(Transaction tx, Lead lead) {
    List<LeadEvent> story = new ArrayList<>(LeadTable.events(tx, lead.id()));
    Activity.last(tx, lead.profile(), MOST)
        .forEach(activity -> story.add(new LeadEvent(activity.at(), activity.detail())));
    story.sort(Comparator.comparing(LeadEvent::at));
    return story;
  }
}
