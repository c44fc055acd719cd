// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The dialogue, from the feed's item to the lead that is won. */
final class Dialogue {
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
  private static final String DESK =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";
  private static final List<String> ROBOTS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
          "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)");

  private static final Pattern CONFIRMATION =
      Pattern.compile("(https?://\\S+/f/" + Scene.FORM + "/confirm/\\S+)");
  private static final Pattern READ_MORE = Pattern.compile("Read more: (https?://\\S+)");

  /** Said to one who sends a confirmation again, having heard nothing the first time. */
  private static final int CONFIRMED_BEFORE = 410;

  private final Hub hub;
  private final Sandbox sandbox;
  private final Feed feed;
  private final Told told;
  private final Mailbox mailbox;
  private final Manners manners;
  private final Until until;
  private final Cast cast;

  Dialogue(Stage stage, Told told, Cast cast) {
    hub = stage.hub();
    sandbox = stage.sandbox();
    feed = stage.feed();
    mailbox = stage.mailbox();
    manners = stage.manners();
    until = stage.until();
    this.told = told;
    this.cast = cast;
  }

  void play(Scene scene) {
    told.step("Grace signs up for the garden letter and confirms by mail");
    signUp(browser(DESK), cast.reader(), "Grace", landing());
    JsonNode grace = until.there("Grace's profile", () -> identified(cast.reader()));
    told.see("her mail", sandbox.page("/mailbox"));
    told.see("her profile", hub.console("/profiles/" + grace.path("id").asText()));

    JsonNode message = message(scene);
    JsonNode post = published(message);
    URI teaserLink = URI.create(post.path("shortUrl").asText());
    URI mailLink = mailed(message);

    Web ada = browser(PHONE);
    visits(teaserLink, mailLink, ada);
    String profile = comesBack(ada, teaserLink);
    JsonNode lead = becomesALead(ada, teaserLink, profile);
    won(scene, lead);
    report(message.path("campaign").asText());
  }

  private JsonNode message(Scene scene) {
    told.step("The feed brings an item, and it becomes a message of the campaign");
    JsonNode campaign = hub.findOrMake("campaigns", "name", scene.campaign());
    feed.publish(cast);
    String id = campaign.path("id").asText();
    JsonNode message =
        until.there(
            "the feed's item",
            () ->
                hub.items("messages?campaign=" + id).stream()
                    .filter(found -> found.path("title").asText().equals(cast.title()))
                    .findFirst());
    told.note("'" + message.path("title").asText() + "'");
    told.see("the campaign", hub.console("/campaigns/" + id));
    return message;
  }

  private JsonNode published(JsonNode message) {
    told.step("The message becomes a teaser for the sandbox network, with its own short link");
    String campaign = message.path("campaign").asText();
    String id = message.path("id").asText();
    JsonNode post =
        until.there(
            "the post",
            () ->
                hub.items("posts?campaign=" + campaign).stream()
                    .filter(found -> found.path("message").asText().equals(id))
                    .filter(found -> found.path("state").asText().equals("published"))
                    .findFirst());
    told.note(post.path("shortUrl").asText());
    told.see("the post", sandbox.page("/network"));
    return post;
  }

  private URI mailed(JsonNode message) {
    told.step("The message is mailed to those who consented, with a short link of its own");
    URI link =
        until.there(
            "Grace's mail",
            () ->
                mailbox.addressInMail(
                    cast.reader(), subject -> subject.equals(cast.title()), READ_MORE));
    told.note(link.toString());
    told.see("the mail", sandbox.page("/mailbox"));
    told.see("the message", messagePage(message));
    return link;
  }

  private URI messagePage(JsonNode message) {
    return hub.console(
        "/campaigns/"
            + message.path("campaign").asText()
            + "/messages/"
            + message.path("id").asText());
  }

  private void visits(URI teaserLink, URI mailLink, Web ada) {
    told.step("People and robots follow the links; robots are told apart and not counted");
    ada.open(teaserLink);
    browser(DESK).open(teaserLink);
    browser(DESK).open(mailLink);
    ROBOTS.forEach(robot -> browser(robot).open(teaserLink));
    String slug = slug(teaserLink);
    JsonNode clicks =
        until.there(
            "the clicks to be counted",
            () ->
                Optional.of(hub.get("links/" + slug).path("clicks"))
                    .filter(counted -> counted.path("robots").asInt() >= ROBOTS.size()));
    told.note("teaser: " + clicks);
    told.see("the link", hub.console("/links/" + slug));
  }

  private String comesBack(Web ada, URI teaserLink) {
    told.step("Ada agrees to be remembered, comes back another time, and is recognised");
    ada.post(
        hub.page("/t"),
        Map.of(
            "events",
                List.of(
                    Map.of(
                        "type",
                        "page.viewed",
                        "url",
                        landing().toString(),
                        "title",
                        "Your planting plan")),
            "consent", "key",
            "evidence", "Banner 1: Remember me on this site, pressed"));
    ada.open(teaserLink);
    String profile =
        until
            .there("Ada's profile", () -> hub.profile("visitor:" + ada.visitorKey()))
            .path("id")
            .asText();
    until.there(
        "Ada's second click",
        () -> Optional.of(profile).filter(id -> hub.timeline(id).contains("click.recorded")));
    told.note("an anonymous profile: " + hub.timeline(profile));
    told.see("the profile", hub.console("/profiles/" + profile));
    return profile;
  }

  private JsonNode becomesALead(Web ada, URI teaserLink, String profile) {
    told.step("Ada signs up on the landing page and confirms by mail; the profile is hers now");
    URI landing = Web.location(ada.open(teaserLink));
    signUp(ada, cast.visitor(), "Ada", landing);
    until.there("Ada's profile to be identified", () -> identified(cast.visitor()));
    told.see("the profile", hub.console("/profiles/" + profile));

    told.step("The profile is a lead: scored, and routed to an owner by a rule");
    JsonNode lead =
        until.there(
            "the lead",
            () ->
                hub.items("leads").stream()
                    .filter(found -> found.path("profile").asText().equals(profile))
                    .filter(found -> found.has("remoteId"))
                    .findFirst());
    told.note(
        "score %d, owner %s; %s"
            .formatted(
                lead.path("score").asInt(),
                lead.path("owner").asText(),
                lead.path("reason").asText()));
    told.see("the lead", hub.console("/leads/" + lead.path("id").asText()));

    told.step("It has arrived in the sandbox CRM with its whole story");
    JsonNode there =
        until.there("the lead in the CRM", () -> sandbox.lead(lead.path("id").asText()));
    there.path("story").forEach(line -> told.note(line.asText()));
    told.see("the CRM", sandbox.page("/crm"));
    return lead;
  }

  private void won(Scene scene, JsonNode lead) {
    told.step("The CRM reports it won");
    String id = lead.path("id").asText();
    sandbox.report(
        scene.crm(),
        Map.of(
            "lead",
            id,
            "status",
            "WON",
            "owner",
            "greta@fernandfield.example",
            "amountMinor",
            "48000",
            "currency",
            "EUR"));
    until.there(
        "the lead to be won",
        () ->
            Optional.of(hub.get("leads/" + id).path("lead"))
                .filter(found -> found.path("stage").asText().equals("won")));
    told.see("the lead", hub.console("/leads/" + id));
  }

  private void report(String id) {
    told.step("The campaign's report shows the whole chain, network by network");
    JsonNode report =
        until.there(
            "the report",
            () ->
                Optional.of(hub.get("reports/campaigns/" + id))
                    .filter(found -> found.at("/total/figures/won").asInt() > 0));
    told.note(
        "%-18s %6s %6s %6s %7s %8s %6s %5s %s"
            .formatted(
                "network",
                "posts",
                "mails",
                "clicks",
                "robots",
                "sign-ups",
                "leads",
                "won",
                "revenue"));
    report.path("networks").forEach(this::row);
    told.see("the report", hub.console("/campaigns/" + id));
  }

  private void row(JsonNode network) {
    JsonNode figures = network.path("figures");
    StringBuilder revenue = new StringBuilder();
    network
        .path("revenue")
        .forEach(
            sum ->
                revenue
                    .append(java.math.BigDecimal.valueOf(sum.path("minor").asLong(), 2))
                    .append(' ')
                    .append(sum.path("currency").asText()));
    told.note(
        "%-18s %6d %6d %6d %7d %8d %6d %5d %s"
            .formatted(
                network.path("network").asText(),
                figures.path("posts").asInt(),
                figures.path("mails").asInt(),
                figures.path("clicks").asInt(),
                figures.path("robot-clicks").asInt(),
                figures.path("sign-ups").asInt(),
                figures.path("leads").asInt(),
                figures.path("won").asInt(),
                revenue));
  }

  private void signUp(Web browser, String email, String name, URI landing) {
    if (identified(email).isPresent()) {
      return;
    }
    browser.open(landing);
    String query = landing.getQuery() == null ? "" : landing.getQuery();
    String link = query.startsWith("pl=") ? query.substring(3) : "";
    HttpResponse<String> taken =
        browser.submit(
            landing(),
            Map.of(
                "email",
                email,
                "field-name",
                name,
                "field-country",
                "AT",
                "consent",
                "yes",
                "pl",
                link));
    Web.location(taken);
    URI confirmation =
        until.there(
            "the confirmation mail to " + email,
            () -> mailbox.addressInMail(email, subject -> true, CONFIRMATION));
    browser.open(confirmation);
    HttpResponse<String> confirmed = browser.submit(confirmation, Map.of("confirm", "yes"));
    if (confirmed.statusCode() != CONFIRMED_BEFORE) {
      Web.location(confirmed);
    }
  }

  private Optional<JsonNode> identified(String email) {
    return hub.profile("email:" + email)
        .filter(profile -> profile.path("state").asText().equals("identified"));
  }

  private Web browser(String userAgent) {
    return Web.browser(manners, userAgent);
  }

  private URI landing() {
    return hub.page("/f/" + Scene.FORM);
  }

  private static String slug(URI link) {
    return link.getPath().substring(1);
  }
}
