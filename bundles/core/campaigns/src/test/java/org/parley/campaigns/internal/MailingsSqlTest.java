// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.campaigns.internal.World.TARGET;
import static org.parley.campaigns.internal.World.spring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.campaigns.Campaign;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mail.MailSent;
import org.parley.api.mail.MailUnclear;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Mailings: who is written to how often, and how the mails fared. */
@StoreTest(room = "campaigns")
class MailingsSqlTest {
  private final World world;

  MailingsSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void writesOneMailToEachConsentingReaderHoweverOftenItIsAsked() {
    world.audience.people(150);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());

    var send = new SendMailings(world.bus, world.audience, world.audience, world.clock);
    MailingRequested first = world.bus.data(MailingRequested.class).get(0);
    world.read(send, first);
    world.read(send, first);
    world.read(send, world.bus.data(MailingRequested.class).get(1));

    List<MailRequested> mails = world.bus.data(MailRequested.class);
    assertThat(mails).extracting(MailRequested::address).hasSize(150).doesNotHaveDuplicates();
    assertThat(mails.get(0).text()).contains("https://go.example/").contains("Spring is here");
    assertThat(mails.get(0).unsubscribe()).isPresent();
    assertThat(mails.get(0).purpose()).contains("newsletter");
    Mailing mailing = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(mailing.state()).isEqualTo(Mailing.State.REQUESTED);
    assertThat(mailing.requested()).isEqualTo(150);
  }

  @TestTemplate
  void writesOneMailToAnAddressThatSeveralReadersShare() {
    world.audience.sharingAnAddress(3);
    Message message = world.desk.addMessage(world.campaign(true).id(), spring());
    world.answerLinks();

    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));

    assertThat(world.bus.data(MailRequested.class)).hasSize(1);
    assertThat(world.queries.findMailingOf(message.id()).orElseThrow().requested()).isEqualTo(1);
  }

  @TestTemplate
  void forgetsWhoWasWrittenToAndWhoShared() {
    world.audience.people(2);
    Message message = world.desk.addMessage(world.campaign(true).id(), spring());
    world.answerLinks();
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    UUID ada = world.bus.data(MailRequested.class).get(0).profile().orElseThrow();
    world.desk.share(message.id(), Optional.of(ada));

    world.read(new ForgetPeople(), new ProfileErased(UUID.randomUUID(), List.of(ada)));

    assertThat(world.rows("campaigns_share")).isZero();
    assertThat(world.rows("campaigns_mail WHERE profile IS NULL AND address_hash IS NULL"))
        .isEqualTo(1);
    assertThat(world.queries.findMailingOf(message.id()).orElseThrow().requested()).isEqualTo(2);
  }

  @TestTemplate
  void stopsAMailingWithItsCampaignAndGoesOnWhereItStopped() {
    world.audience.people(150);
    Campaign campaign = world.campaign(true);
    Message message = world.desk.addMessage(campaign.id(), spring());
    world.answerLinks();
    var send = new SendMailings(world.bus, world.audience, world.audience, world.clock);
    world.read(send, world.bus.data(MailingRequested.class).get(0));

    Campaign paused = world.desk.setState(campaign.id(), Campaign.State.PAUSED, campaign.version());
    world.read(send, world.bus.data(MailingRequested.class).get(1));
    assertThat(world.bus.data(MailRequested.class)).hasSize(100);

    world.desk.setState(campaign.id(), Campaign.State.ACTIVE, paused.version());
    world.read(send, world.bus.data(MailingRequested.class).get(2));
    assertThat(world.bus.data(MailRequested.class)).hasSize(150);
    assertThat(world.queries.findMailingOf(message.id()).orElseThrow().state())
        .isEqualTo(Mailing.State.REQUESTED);
  }

  @TestTemplate
  void countsMailsThatTheGatewayHasTaken() {
    world.audience.people(1);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    MailRequested mail = world.bus.data(MailRequested.class).get(0);

    world.read(
        new FollowMails(), new MailSent(mail.mail(), mail.mailing(), "m-1", world.clock.instant()));

    assertThat(world.queries.findMailingOf(message.id()).orElseThrow().sent()).isEqualTo(1);
  }

  @TestTemplate
  void countsMailsThatMayHaveBeenSentForThemselves() {
    world.audience.people(3);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    List<MailRequested> mails = world.bus.data(MailRequested.class);

    for (MailRequested mail : mails.subList(0, 2)) {
      world.read(
          new FollowMails(),
          new MailUnclear(mail.mail(), mail.mailing(), "May or may not", world.clock.instant()));
    }
    Mailing unclear = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(unclear.unclear()).isEqualTo(2);
    assertThat(unclear.failed()).isZero();

    MailRequested again = mails.get(0);
    world.read(
        new FollowMails(),
        new MailSent(again.mail(), again.mailing(), "m-1", world.clock.instant()));
    Mailing replayed = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(replayed.unclear()).isEqualTo(1);
    assertThat(replayed.sent()).isEqualTo(1);
    assertThat(replayed.requested()).isEqualTo(3);
  }

  @TestTemplate
  void failsAMailingOfWhichNoMailGotThrough() {
    world.audience.people(2);
    Message message = world.desk.addMessage(world.campaign(false).id(), spring());
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));
    List<MailRequested> mails = world.bus.data(MailRequested.class);

    fail(mails.get(0));
    assertThat(world.queries.findMailingOf(message.id()).orElseThrow().state())
        .isEqualTo(Mailing.State.REQUESTED);
    fail(mails.get(1));

    Mailing failed = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(failed.state()).isEqualTo(Mailing.State.FAILED);
    assertThat(failed.reason()).contains("The gateway refuses the sender");

    MailRequested again = mails.get(0);
    world.read(
        new FollowMails(),
        new MailSent(again.mail(), again.mailing(), "m-1", world.clock.instant()));
    Mailing replayed = world.queries.findMailingOf(message.id()).orElseThrow();
    assertThat(replayed.state()).isEqualTo(Mailing.State.REQUESTED);
    assertThat(replayed.reason()).isEmpty();
  }

  private void fail(MailRequested mail) {
    String reason = "The gateway refuses the sender";
    world.read(
        new FollowMails(),
        new MailFailed(mail.mail(), mail.mailing(), reason, world.clock.instant()));
  }

  @TestTemplate
  void keepsScriptsInAMessageInert() {
    world.audience.people(1);
    var input = new NewMessage("<script>alert(1)</script>", "\"><img src=x>", TARGET, null, null);
    Message message = world.desk.addMessage(world.campaign(false).id(), input);
    world.answerLinks();
    world.desk.publish(message.id());
    world.read(
        new SendMailings(world.bus, world.audience, world.audience, world.clock),
        world.bus.data(MailingRequested.class).get(0));

    String html = world.bus.data(MailRequested.class).get(0).html().orElseThrow();
    assertThat(html).doesNotContain("<script>").doesNotContain("<img");
  }
}
