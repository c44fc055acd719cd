// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.campaigns.CampaignDesk;
import org.parley.api.campaigns.Campaigns;
import org.parley.api.campaigns.Mailing;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.NewMessage;
import org.parley.api.campaigns.Post;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Connectors;
import org.parley.console.internal.Answer;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Typed;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Form;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Tone;

/** Messages of a campaign: writing one, its teaser on each account, letting it go out. */
@Component(service = CampaignMessages.class)
public final class CampaignMessages {
  private static final Set<Post.State> OPEN = Set.of(Post.State.DRAFTED, Post.State.FAILED);

  private final Campaigns campaigns;
  private final CampaignDesk desk;
  private final Accounts accounts;
  private final Connectors connectors;
  private final RecordForm<NewMessage> form;

  @Activate
  public CampaignMessages(
      @Reference Campaigns campaigns,
      @Reference CampaignDesk desk,
      @Reference Accounts accounts,
      @Reference Connectors connectors,
      @Reference Validator validator) {
    this.campaigns = campaigns;
    this.desk = desk;
    this.accounts = accounts;
    this.connectors = connectors;
    this.form = new RecordForm<>(NewMessage.class, validator);
  }

  void join(Routes routes) {
    routes
        .show("{id}/messages/new", this::fill)
        .post("{id}/messages/new", "message.created", this::create)
        .show("{id}/messages/{message}", this::show)
        .post("{id}/messages/{message}/publish", "message.published", this::publish)
        .post("{id}/messages/{message}/cancel", "message.cancelled", this::cancel)
        .post("{id}/messages/{message}/{post}/retry", "post.retried", this::retry)
        .post("{id}/messages/{message}/{post}/rewrite", "post.rewritten", this::rewrite)
        .post("{id}/messages/{message}/{post}/withdraw", "post.withdrawn", this::withdraw);
  }

  static Cell badge(Visit visit, Message message) {
    Tone tone =
        switch (message.state()) {
          case DRAFT -> Tone.WARN;
          case PUBLISHED -> Tone.GOOD;
          case CANCELLED -> Tone.CALM;
        };
    return new Cell.Badge(tone, visit.words().of(message.state()));
  }

  static Cell badge(Visit visit, Post post) {
    return new Cell.Badge(tone(post.state()), visit.words().of(post.state()));
  }

  private Screen fill(Visit visit) {
    UUID campaign = visit.id("id");
    String name =
        campaigns
            .findCampaign(campaign)
            .orElseThrow(() -> new NotFound("campaign", campaign))
            .name();
    return visit
        .screen("messages.new")
        .back(name, visit.here(campaign))
        .add(
            form.draw(visit, visit.here(campaign, "messages", "new"), Map.of(), Map.of())
                .cancel(Action.to(visit.say("cancel"), visit.here(campaign))));
  }

  private Answer create(Visit visit) {
    UUID campaign = visit.id("id");
    Message message = desk.addMessage(campaign, form.read(visit));
    return visit.done("message.created", campaign, "messages", message.id());
  }

  private Message found(Visit visit) {
    UUID id = visit.id("message");
    return campaigns
        .findMessage(id)
        .filter(message -> message.campaign().equals(visit.id("id")))
        .orElseThrow(() -> new NotFound("message", id));
  }

  private Screen show(Visit visit) {
    Message message = found(visit);
    String back =
        campaigns.findCampaign(message.campaign()).map(campaign -> campaign.name()).orElse("");
    List<Post> posts = campaigns.postsOf(message.id());
    Optional<Mailing> mailing = campaigns.findMailingOf(message.id());
    Screen screen =
        Screen.of(message.title(), visit.say("messages.detail.about"))
            .back(back, visit.here(message.campaign()))
            .add(facts(visit, message));
    if (!message.text().isEmpty()) {
      screen = screen.add(new Piece.Quote(visit.say("messages.text"), message.text(), false));
    }
    screen = screen.add(new Piece.Toolbar(switches(visit, message, posts, mailing)));
    for (Post post : posts) {
      screen = screen.add(post(visit, message, post));
    }
    if (mailing.isPresent()) {
      screen = screen.add(mailing(visit, mailing.get()));
    }
    return posts.isEmpty() && mailing.isEmpty() ? screen.add(visit.empty("posts")) : screen;
  }

  private static Piece facts(Visit visit, Message message) {
    return new Piece.Facts(
        List.of(
            new Piece.Fact(visit.say("head.state"), badge(visit, message)),
            new Piece.Fact(
                visit.say("head.target"),
                Cell.link(message.target().toString(), message.target().toString())),
            new Piece.Fact(
                visit.say("head.language"),
                Cell.text(message.language().getDisplayLanguage(visit.words().locale()))),
            new Piece.Fact(visit.say("head.created"), visit.written().time(message.createdAt()))));
  }

  private static List<Action> switches(
      Visit visit, Message message, List<Post> posts, Optional<Mailing> mailing) {
    List<Action> actions = new ArrayList<>();
    long drafted = posts.stream().filter(post -> post.state() == Post.State.DRAFTED).count();
    boolean mail = mailing.filter(m -> m.state() == Mailing.State.DRAFTED).isPresent();
    if (message.state() == Message.State.DRAFT) {
      actions.add(
          Action.send(visit.say("messages.publish"), at(visit, message, "publish"))
              .main()
              .because(visit.say("messages.publish.text", drafted, mail ? 1 : 0)));
    }
    if (message.state() != Message.State.CANCELLED) {
      actions.add(
          Action.send(visit.say("messages.cancel"), at(visit, message, "cancel"))
              .danger()
              .because(visit.say("messages.cancel.text")));
    }
    return actions;
  }

  private static String at(Visit visit, Message message, String verb) {
    return visit.here(message.campaign(), "messages", message.id(), verb);
  }

  private Piece post(Visit visit, Message message, Post post) {
    List<Piece> pieces = new ArrayList<>(List.of(new Piece.Facts(facts(visit, post))));
    String base = visit.here(message.campaign(), "messages", message.id(), post.id());
    if (isRewritable(post) && post.teaser().isPresent()) {
      pieces.add(rewriting(visit, post, base));
    } else {
      post.teaser()
          .ifPresent(
              teaser ->
                  pieces.add(new Piece.Quote(visit.say("posts.teaser"), teaser.text(), false)));
    }
    List<Action> actions = actions(visit, post, base);
    String name = accounts.find(post.account()).map(Account::name).orElse(post.connector());
    return new Piece.Section(name, Networks.name(visit, post.connector()), actions, pieces);
  }

  /** One that stands is changed where its network can. */
  private boolean isRewritable(Post post) {
    return OPEN.contains(post.state()) || stands(post, Capability.EDIT);
  }

  private List<Action> actions(Visit visit, Post post, String base) {
    if (post.state() == Post.State.FAILED) {
      return List.of(Action.send(visit.say("posts.retry"), base + "/retry"));
    }
    return stands(post, Capability.DELETE)
        ? List.of(
            Action.send(visit.say("posts.withdraw"), base + "/withdraw")
                .danger()
                .because(visit.say("posts.withdraw.text")))
        : List.of();
  }

  private boolean stands(Post post, Capability where) {
    return post.state() == Post.State.PUBLISHED
        && connectors.find(post.connector()).filter(there -> there.can(where)).isPresent();
  }

  private static List<Piece.Fact> facts(Visit visit, Post post) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, post)));
    post.reason()
        .ifPresent(
            reason ->
                facts.add(
                    new Piece.Fact(
                        visit.say("posts.reason"), Cell.text(visit.words().retell(reason)))));
    post.permalink()
        .ifPresent(
            link ->
                facts.add(
                    new Piece.Fact(
                        visit.say("posts.permalink"),
                        Cell.link(link.toString(), link.toString()))));
    post.shortUrl()
        .ifPresent(
            link ->
                facts.add(
                    new Piece.Fact(
                        visit.say("links.short"), Cell.link(link.toString(), link.toString()))));
    facts.add(new Piece.Fact(visit.say("head.changed"), visit.written().time(post.changedAt())));
    return facts;
  }

  private static Tone tone(Post.State state) {
    return switch (state) {
      case PLANNED, REQUESTED, CHANGING -> Tone.BUSY;
      case DRAFTED -> Tone.WARN;
      case PUBLISHED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case CANCELLED, REMOVED -> Tone.CALM;
    };
  }

  private static Form rewriting(Visit visit, Post post, String base) {
    String name = "rewrite-" + post.id();
    String text = post.teaser().map(Teaser::text).orElse("");
    Field field =
        Field.of("text", Field.Kind.LONG, visit.say("posts.teaser"), Optional.empty())
            .required(true)
            .help(visit.say("posts.teaser.help"));
    return new Form(
            name,
            base + "/rewrite",
            List.of(Typed.of(visit, name).into(field, List.of(text))),
            List.of(),
            visit.say("posts.rewrite"),
            List.of(),
            Optional.empty())
        .with("version", Long.toString(post.version()));
  }

  private static Tone tone(Mailing.State state) {
    return switch (state) {
      case DRAFTED -> Tone.WARN;
      case FAILED -> Tone.BAD;
      case PLANNED, SENDING, REQUESTED, CANCELLED -> Tone.BUSY;
    };
  }

  private static Piece mailing(Visit visit, Mailing mailing) {
    var written = visit.written();
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(
        new Piece.Fact(
            visit.say("head.state"),
            new Cell.Badge(tone(mailing.state()), visit.words().of(mailing.state()))));
    mailing
        .reason()
        .ifPresent(why -> facts.add(new Piece.Fact(visit.say("posts.reason"), Cell.text(why))));
    facts.add(new Piece.Fact(visit.say("mailings.purpose"), Cell.text(mailing.purpose())));
    facts.add(new Piece.Fact(visit.say("mailings.requested"), written.count(mailing.requested())));
    facts.add(new Piece.Fact(visit.say("mailings.sent"), written.count(mailing.sent())));
    facts.add(new Piece.Fact(visit.say("mailings.failed"), written.count(mailing.failed())));
    facts.add(new Piece.Fact(visit.say("mailings.unclear"), written.count(mailing.unclear())));
    facts.add(new Piece.Fact(visit.say("mailings.bounced"), written.count(mailing.bounced())));
    return new Piece.Section(
        visit.say("mailings.title"),
        visit.say("mailings.about"),
        List.of(),
        List.of(new Piece.Facts(facts)));
  }

  private Answer publish(Visit visit) {
    desk.publish(found(visit).id());
    return back(visit, "message.published");
  }

  private Answer cancel(Visit visit) {
    desk.cancel(found(visit).id());
    return back(visit, "message.cancelled");
  }

  private Answer retry(Visit visit) {
    desk.retry(post(visit).id());
    return back(visit, "post.retried");
  }

  private Answer rewrite(Visit visit) {
    desk.rewrite(post(visit).id(), visit.exact("text").strip(), visit.version());
    return back(visit, "post.rewritten");
  }

  private Answer withdraw(Visit visit) {
    desk.withdraw(post(visit).id());
    return back(visit, "post.withdrawn");
  }

  private Post post(Visit visit) {
    UUID id = visit.id("post");
    return campaigns
        .findPost(id)
        .filter(post -> post.message().equals(visit.id("message")))
        .orElseThrow(() -> new NotFound("post", id));
  }

  private static Answer back(Visit visit, String said) {
    return visit.done(said, visit.id("id"), "messages", visit.id("message"));
  }
}
