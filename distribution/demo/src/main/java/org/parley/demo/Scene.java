// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What is there before the dialogue begins.
 *
 * @param network the account on the sandbox network
 * @param crm the account of the sandbox CRM
 * @param feed the followed feed
 */
record Scene(String network, String crm, String feed) {
  /** The last part of the landing page's address. */
  static final String FORM = "garden-letter";

  /** The purpose that readers consent to. */
  static final String PURPOSE = "newsletter";

  static Scene set(Hub hub, URI feed, Mailbox mailbox) {
    String network = hub.account("sandbox-network", "Sandbox network", Map.of(), false);
    hub.account(mailbox.connector(), "Mail", mailbox.settings(), true);
    String crm = hub.account("sandbox-crm", "Sandbox CRM", Map.of(), false);
    String followed =
        hub.account(
            "feed", "Garden letters", Map.of("address", feed.toString(), "pace", "PT2S"), false);
    hub.findOrMake("forms", "slug", form());
    hub.findOrMake("scoring-rules", "name", points("Followed a link", "click.recorded", 10));
    hub.findOrMake("scoring-rules", "name", points("Confirmed the form", "form.confirmed", 40));
    hub.findOrMake(
        "routing-rules",
        "name",
        Map.of(
            "name",
            "Gardens go to Greta",
            "place",
            1,
            "interest",
            "garden plan",
            "owners",
            List.of("greta@fernandfield.example"),
            "account",
            crm));
    return new Scene(network, crm, followed);
  }

  Map<String, Object> campaign() {
    return Map.of(
        "name",
        Cast.CAMPAIGN,
        "goal",
        "Readers who want a planting plan",
        "language",
        "en",
        "accounts",
        List.of(network),
        "feed",
        feed,
        "mailing",
        PURPOSE,
        "automatic",
        true);
  }

  private static Map<String, Object> form() {
    return Map.of(
        "slug", FORM,
        "title", "Your planting plan",
        "intro", "Tell us where to send it, and we write each Saturday what to do in the garden.",
        "language", "en",
        "fields",
            List.of(
                Map.of("name", "name", "label", "Your name", "required", true),
                Map.of("name", "country", "label", "Your country", "required", false)),
        "purpose", PURPOSE,
        "consentText", "Yes, send me the garden letter. I can stop it with one click.",
        "interest", "garden plan",
        "thanks", "Thank you. The plan is on its way.");
  }

  private static Map<String, Object> points(String name, String interaction, int points) {
    return Map.of("name", name, "interaction", interaction, "points", points, "halfLifeDays", 30);
  }
}
