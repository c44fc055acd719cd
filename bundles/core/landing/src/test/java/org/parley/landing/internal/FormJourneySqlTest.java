// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.landing.Form;
import org.parley.api.landing.Forms.Figures;
import org.parley.api.landing.NewForm;
import org.parley.api.links.Link;
import org.parley.api.links.Links;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.StoreTest;

@StoreTest(room = "landing")
class FormJourneySqlTest {
  private static final Pattern CONFIRMATION =
      Pattern.compile("https://hub\\.example/f/(trial/confirm/[A-Za-z0-9_-]+)");

  private final RecordingBus bus = new RecordingBus();
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final OnePerson people = new OnePerson();
  private Store store;
  private FormBuilder builder;
  private FormQueries queries;
  private FormPages pages;

  @BeforeEach
  void open(Store store) {
    this.store = store;
    builder = new FormBuilder(store);
    queries = new FormQueries(store);
    pages = new FormPages(store, bus, new NoLinks(), people);
  }

  @TestTemplate
  void sendsAMailAndBelievesNothingYet(Store ignored) {
    form();

    PageAnswer answer = submit(filledIn());

    assertThat(answer).isEqualTo(new PageAnswer.SeeOther(URI.create("/f/trial/sent")));
    MailRequested mail = bus.data(MailRequested.class).get(0);
    assertThat(mail.address()).isEqualTo("ada@example.org");
    assertThat(mail.text()).contains("https://hub.example/f/trial/confirm/");
    assertThat(bus.data(ConsentGiven.class)).isEmpty();
    assertThat(bus.data(Interaction.class))
        .extracting(Interaction::type, Interaction::identifiers)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("form.submitted", List.of()));
  }

  @TestTemplate
  void makesTheAddressThePersonsOnceItIsConfirmed(Store ignored) {
    form();
    submit(filledIn());
    String confirmation = confirmation();

    assertThat(status(visit(PageVisit.Method.GET, confirmation, Map.of()))).isEqualTo(200);
    assertThat(bus.data(ConsentGiven.class)).isEmpty();
    PageAnswer answer = visit(PageVisit.Method.POST, confirmation, Map.of());

    assertThat(answer).isEqualTo(new PageAnswer.SeeOther(URI.create("/f/trial/thanks")));
    Interaction confirmed = bus.data(Interaction.class).get(1);
    assertThat(confirmed.type()).isEqualTo("form.confirmed");
    assertThat(confirmed.data())
        .containsEntry("profile.company", "Analytical Engines")
        .containsEntry("interest", "trial");
    assertThat(confirmed.identifiers())
        .containsExactly(
            new Identifier(Identifier.Kind.EMAIL, "ada@example.org", Optional.empty(), true));
    ConsentGiven consent = bus.data(ConsentGiven.class).get(0);
    assertThat(consent.purpose()).isEqualTo("newsletter");
    assertThat(consent.evidence()).contains("You may write to me");
  }

  @TestTemplate
  void takesAConfirmationOnce(Store ignored) {
    form();
    submit(filledIn());
    String confirmation = confirmation();
    visit(PageVisit.Method.POST, confirmation, Map.of());

    assertThat(visit(PageVisit.Method.POST, confirmation, Map.of()))
        .isEqualTo(new PageAnswer.SeeOther(URI.create("/f/trial/thanks")));
    assertThat(bus.data(ConsentGiven.class)).hasSize(1);
    assertThat(queries.figures(queries.findBySlug("trial").orElseThrow().id()))
        .isEqualTo(new Figures(1, 1));
  }

  @TestTemplate
  void carriesTheVisitorOn(Store ignored) {
    form();
    Map<String, String> answers = filledIn();
    pages.answer(page(PageVisit.Method.POST, "trial", answers, Optional.of("visitor-key-1")));
    visit(PageVisit.Method.POST, confirmation(), Map.of());

    assertThat(bus.data(Interaction.class).get(1).identifiers())
        .extracting(Identifier::kind)
        .containsExactly(Identifier.Kind.EMAIL, Identifier.Kind.VISITOR);
  }

  @TestTemplate
  void asksAgainKeepingWhatWasTyped(Store ignored) {
    form();
    Map<String, String> answers = filledIn();
    answers.put("email", "ada");
    answers.remove("consent");

    PageAnswer.Html answer = (PageAnswer.Html) submit(answers);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html())
        .contains("Please enter an email address")
        .contains("Please agree")
        .contains("Analytical Engines");
    assertThat(bus.records()).isEmpty();
  }

  @TestTemplate
  void showsScriptsAsTheyAreAndNeverRunsThem(Store ignored) {
    form();
    Map<String, String> answers = filledIn();
    answers.put("email", "\"><script>alert(1)</script>");
    answers.put("field-company", "'\"><img src=x onerror=alert(1)>");

    PageAnswer.Html answer = (PageAnswer.Html) submit(answers);

    assertThat(answer.html()).doesNotContain("<script").doesNotContain("<img");
  }

  @TestTemplate
  void swallowsWhatARobotFillsIn(Store ignored) {
    form();
    Map<String, String> answers = filledIn();
    answers.put("website", "https://spam.example");

    assertThat(submit(answers)).isInstanceOf(PageAnswer.SeeOther.class);
    assertThat(bus.records()).isEmpty();
  }

  @TestTemplate
  void floodsNobodysMailbox(Store ignored) {
    form();
    for (int i = 0; i < 10; i++) {
      submit(filledIn());
    }

    assertThat(bus.data(MailRequested.class)).hasSize(3);
    clock.advance(Duration.ofHours(2));
    submit(filledIn());
    assertThat(bus.data(MailRequested.class)).hasSize(4);
  }

  @TestTemplate
  void takesNoConfirmationThatComesTooLate(Store ignored) {
    form();
    submit(filledIn());
    String confirmation = confirmation();
    clock.advance(Duration.ofDays(15));

    assertThat(status(visit(PageVisit.Method.GET, confirmation, Map.of()))).isEqualTo(410);
    assertThat(status(visit(PageVisit.Method.POST, confirmation, Map.of()))).isEqualTo(410);
    assertThat(bus.data(ConsentGiven.class)).isEmpty();
  }

  @TestTemplate
  void forgetsWhatWasNeverConfirmedAndKeepsTheRest(Store ignored) {
    Form form = form();
    submit(filledIn());
    clock.advance(Duration.ofDays(10));
    submit(filledIn());
    clock.advance(Duration.ofDays(5));

    Upkeep upkeep = new Upkeep(store, Leases.ofOnlyHub(), clock);
    upkeep.forget();
    upkeep.close();

    assertThat(queries.figures(form.id())).isEqualTo(new Figures(1, 0));
    assertThat(rows("landing_answer")).isEqualTo(1);
  }

  @TestTemplate
  void keepsNothingOfThePersonOnceItIsConfirmed(Store ignored) {
    form();
    pages.answer(page(PageVisit.Method.POST, "trial", filledIn(), Optional.of("visitor-key-1")));

    visit(PageVisit.Method.POST, confirmation(), Map.of());

    assertThat(rows("landing_answer") + rows("landing_person")).isZero();
    assertThat(
            rows(
                "landing_submission WHERE email IS NOT NULL OR visitor_key IS NOT NULL"
                    + " OR link IS NOT NULL OR consent_text IS NOT NULL"))
        .isZero();
  }

  @TestTemplate
  void dropsWhatAnErasedPersonHasNotConfirmed(Store ignored) {
    form();
    submit(filledIn());
    Map<String, String> other = filledIn();
    other.put("email", "bob@example.org");
    submit(other);

    store.inTransaction(
        tx -> {
          var erased = new ProfileErased(UUID.randomUUID(), List.of(people.id));
          new ForgetPeople().read(tx, BusRecord.of("/test", "ada", clock.instant(), erased));
          return erased;
        });

    assertThat(rows("landing_submission WHERE email = 'ada@example.org'")).isZero();
    assertThat(rows("landing_submission")).isEqualTo(1);
    assertThat(rows("landing_answer")).isEqualTo(1);
  }

  @TestTemplate
  void recordsConsentForThePurposeThatWasAgreedTo(Store ignored) {
    Form form = form();
    submit(filledIn());
    builder.change(
        form.id(),
        new NewForm(
            "trial", "Try it", null, "en", List.of(), "calls", "You may call me", null, null),
        form.version());

    visit(PageVisit.Method.POST, confirmation(), Map.of());

    ConsentGiven consent = bus.data(ConsentGiven.class).get(0);
    assertThat(consent.purpose()).isEqualTo("newsletter");
    assertThat(consent.evidence()).contains("You may write to me");
    assertThat(bus.data(Interaction.class).get(1).data()).containsEntry("interest", "trial");
  }

  @TestTemplate
  void takesNoConfirmationAtAnotherFormsAddress(Store ignored) {
    form();
    builder.create(input("other", List.of()));
    submit(filledIn());
    String foreign = confirmation().replace("trial/", "other/");

    assertThat(status(visit(PageVisit.Method.GET, foreign, Map.of()))).isEqualTo(410);
    assertThat(status(visit(PageVisit.Method.POST, foreign, Map.of()))).isEqualTo(410);
    assertThat(bus.data(ConsentGiven.class)).isEmpty();
  }

  @TestTemplate
  void asksAgainWhenTheWordingHasChangedMeanwhile(Store ignored) {
    Form form = form();
    Map<String, String> answers = filledIn();
    answers.put("version", Long.toString(form.version()));
    builder.change(form.id(), input("trial", List.of()), form.version());

    PageAnswer.Html answer = (PageAnswer.Html) submit(answers);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html())
        .contains("has changed since you opened it")
        .contains("name=\"version\" value=\"2\"");
    assertThat(bus.records()).isEmpty();
  }

  @TestTemplate
  void knowsNoFormThatNobodySetUp(Store ignored) {
    assertThat(visit(PageVisit.Method.GET, "nothing", Map.of()))
        .isInstanceOf(PageAnswer.Unknown.class);
  }

  @TestTemplate
  void refusesASlugThatIsTaken(Store ignored) {
    form();

    assertThatThrownBy(() -> builder.create(input("trial", List.of())))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("'trial'");
  }

  @TestTemplate
  void refusesAQuestionThatIsAskedTwice(Store ignored) {
    var field = new NewForm.NewField("company", "Company", false);

    assertThatThrownBy(() -> builder.create(input("twice", List.of(field, field))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("fields[1].name");
  }

  @TestTemplate
  void changesAFormButNotOverSomebodyElsesChange(Store ignored) {
    Form form = form();
    Form changed = builder.change(form.id(), input("trial-2", List.of()), form.version());

    assertThat(queries.findBySlug("trial-2")).contains(changed);
    assertThatThrownBy(() -> builder.change(form.id(), input("x", List.of()), form.version()))
        .isInstanceOf(Conflict.class);
    assertThat(queries.forms(PageRequest.first(5)).items()).containsExactly(changed);
  }

  private Form form() {
    return builder.create(
        input("trial", List.of(new NewForm.NewField("company", "Your company", true))));
  }

  private static NewForm input(String slug, List<NewForm.NewField> fields) {
    return new NewForm(
        slug,
        "Try it",
        "Free for 30 days",
        "en",
        fields,
        "newsletter",
        "You may write to me",
        "trial",
        "Welcome");
  }

  private static Map<String, String> filledIn() {
    Map<String, String> answers = new HashMap<>();
    answers.put("email", "Ada@Example.org");
    answers.put("field-company", "Analytical Engines");
    answers.put("consent", "yes");
    return answers;
  }

  private PageAnswer submit(Map<String, String> answers) {
    return visit(PageVisit.Method.POST, "trial", answers);
  }

  private String confirmation() {
    List<MailRequested> mails = bus.data(MailRequested.class);
    Matcher matcher = CONFIRMATION.matcher(mails.get(mails.size() - 1).text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private PageAnswer visit(PageVisit.Method method, String path, Map<String, String> form) {
    return pages.answer(page(method, path, form, Optional.empty()));
  }

  private PageVisit page(
      PageVisit.Method method, String path, Map<String, String> form, Optional<String> visitor) {
    Map<String, List<String>> fields = new HashMap<>();
    form.forEach((name, value) -> fields.put(name, List.of(value)));
    Instant now = clock.instant();
    return new PageVisit(
        method,
        path,
        Map.of(),
        fields,
        Map.of(),
        "192.0.2.1",
        visitor,
        URI.create("https://hub.example"),
        "nonce",
        now);
  }

  private long rows(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM " + table)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }

  private static int status(PageAnswer answer) {
    return ((PageAnswer.Html) answer).status();
  }

  /** Ada is known by her address. */
  private static final class OnePerson implements Profiles {
    private final UUID id = UUID.randomUUID();

    @Override
    public Optional<Profile> find(UUID wanted) {
      return wanted.equals(id) ? Optional.of(ada()) : Optional.empty();
    }

    @Override
    public Optional<Profile> findByIdentifier(Identifier identifier) {
      return identifier.value().equals("ada@example.org") ? Optional.of(ada()) : Optional.empty();
    }

    private Profile ada() {
      return new Profile(
          id,
          Profile.State.IDENTIFIED,
          List.of(),
          Map.of(),
          List.of(),
          Instant.EPOCH,
          Instant.EPOCH);
    }

    @Override
    public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
      return List.of();
    }

    @Override
    public boolean consents(UUID profile, String purpose) {
      return false;
    }
  }

  private static final class NoLinks implements Links {
    @Override
    public Optional<Link> find(UUID id) {
      return Optional.empty();
    }

    @Override
    public List<Link> findAll(Collection<UUID> ids) {
      return List.of();
    }

    @Override
    public Optional<Link> findBySlug(String slug) {
      return Optional.empty();
    }

    @Override
    public Optional<Link> findBySlug(String domain, String slug) {
      return Optional.empty();
    }

    @Override
    public Paged<Link> list(Filter filter, PageRequest page) {
      return Paged.last(List.of());
    }

    @Override
    public URI readTarget(String field, String address) {
      return URI.create(address);
    }

    @Override
    public List<Day> days(UUID link, LocalDate from, LocalDate to) {
      return List.of();
    }
  }
}
