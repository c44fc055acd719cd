// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.email;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.Preferences;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.testkit.StoreTest;

@StoreTest(room = "profiling")
class PreferencePagesSqlTest {
  private final World world;
  private final PreferencePages pages;
  private final UUID ada;
  private String token;

  PreferencePagesSqlTest(Store store) {
    this.world = new World(store);
    this.pages = new PreferencePages(world.page);
    world.answers("newsletter", true, email("ada@example.org"));
    this.ada = world.one("email:ada@example.org").id();
    this.token = new Tokens(world.seal).mint(ada);
  }

  @TestTemplate
  void showsThePersonWhatStandsInTheReadersLanguage() {
    String english = html(get(Map.of(), "en"));
    String german = html(get(Map.of(), "fr, de-AT;q=0.5"));

    assertThat(english)
        .contains("<html lang=\"en\">", "a…@example.org", "Send me news by email")
        .contains("name=\"purpose-newsletter\" value=\"yes\" checked>")
        .contains("name=\"purpose-remember\" value=\"yes\">")
        .contains("<style nonce=\"n0nce\">");
    assertThat(german).contains("<html lang=\"de\">", "Neuigkeiten per E-Mail senden", "löschen");
  }

  @TestTemplate
  void savesWhatIsTicked() {
    PageAnswer saved = post(Map.of(), Map.of("purpose-remember", List.of("yes")));

    assertThat(saved).isEqualTo(new PageAnswer.SeeOther(URI.create("/p/" + token() + "?saved")));
    assertThat(world.standing(ada)).isEqualTo(Map.of("newsletter", false, "remember", true));
    assertThat(html(get(Map.of("saved", List.of("")), "en"))).contains("role=\"status\"");
  }

  @TestTemplate
  void withdrawsAtOnePostAndNeverAtAGet() {
    Map<String, List<String>> query = Map.of("unsubscribe", List.of("newsletter"));
    String asked = html(get(query, "en"));
    assertThat(world.profiles.consents(ada, "newsletter")).isTrue();
    assertThat(asked).contains("action=\"/p/" + token() + "?unsubscribe=newsletter\"");

    String done = html(post(query, Map.of("List-Unsubscribe", List.of("One-Click"))));

    assertThat(done).contains("You are unsubscribed");
    assertThat(world.profiles.consents(ada, "newsletter")).isFalse();
    assertThat(world.consents.history(ada).answers())
        .extracting(Consent::evidence)
        .contains("One-click unsubscribe (RFC 8058)");
  }

  @TestTemplate
  void mailsALinkBeforeItHandsOutOrErases() {
    for (String action : List.of("confirm", "export", "erase", "erase-now")) {
      String sent = html(post(Map.of(), Map.of("action", List.of(action))));
      assertThat(sent).as(action).contains("mailbox", "a…@example.org");
    }
    assertThat(html(get(Map.of(), "en")))
        .contains("value=\"confirm\"")
        .doesNotContain("value=\"erase\"", "value=\"export\"");
    assertThat(world.profiles.find(ada)).isPresent();
    assertThat(world.bus.data(MailRequested.class)).hasSize(1);
  }

  @TestTemplate
  void handsThePersonEverything() {
    token = fresh();
    PageAnswer.Download file =
        (PageAnswer.Download) post(Map.of(), Map.of("action", List.of("export")));

    assertThat(file.mediaType()).isEqualTo("application/json");
    assertThat(new String(file.content(), StandardCharsets.UTF_8)).contains("ada@example.org");
  }

  @TestTemplate
  void erasesOnlyWhenAskedTwice() {
    token = fresh();
    String asked = html(post(Map.of(), Map.of("action", List.of("erase"))));
    assertThat(asked).contains("value=\"erase-now\"");
    assertThat(world.profiles.find(ada)).isPresent();

    assertThat(html(post(Map.of(), Map.of("action", List.of("erase-now"))))).contains("erased");
    assertThat(world.profiles.find(ada)).isEmpty();
    assertThat(get(Map.of(), "en")).isInstanceOf(PageAnswer.Unknown.class);
  }

  @TestTemplate
  void saysThatALinkHasEnded() {
    token = fresh();
    world.clock.advance(Preferences.FRESH);

    assertThat(html(get(Map.of(), "en"))).contains("has ended", "value=\"confirm\"");
  }

  @TestTemplate
  void showsScriptAsText() {
    Map<String, List<String>> query =
        Map.of("unsubscribe", List.of("\"><script>alert(1)</script>"));

    assertThat(html(get(query, "en"))).doesNotContain("<script>");
  }

  private PageAnswer get(Map<String, List<String>> query, String language) {
    return pages.answer(visit(PageVisit.Method.GET, query, Map.of(), language));
  }

  private PageAnswer post(Map<String, List<String>> query, Map<String, List<String>> form) {
    return pages.answer(visit(PageVisit.Method.POST, query, form, "en"));
  }

  private PageVisit visit(
      PageVisit.Method method,
      Map<String, List<String>> query,
      Map<String, List<String>> form,
      String language) {
    return new PageVisit(
        method,
        token(),
        query,
        form,
        Map.of("accept-language", language),
        "192.0.2.1",
        Optional.empty(),
        URI.create("https://dialogue.example.org"),
        "n0nce",
        world.now());
  }

  private String token() {
    return token;
  }

  private String fresh() {
    return new Tokens(world.seal).mint(ada, world.now().plus(Preferences.FRESH));
  }

  private static String html(PageAnswer answer) {
    return ((PageAnswer.Html) answer).html();
  }
}
