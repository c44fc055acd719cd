// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Signal;

class ReadManifestTest {
  /** The smallest that makes sense. */
  static final String SMALL =
      """
      connector: small
      name: Small
      kind: social
      summary: {en: Posts, de: Schreibt}
      address: https://api.example.org
      settings:
        token:
          type: secret
          label: {en: Token, de: Token}
          required: true
      signIn:
        key: {header: Authorization, value: "Bearer ${settings.token}"}
      can:
        publish:
          repeat: keyed
          remembers: PT1H
          steps:
            - post: /posts
              headers: {Idempotency-Key: "${key}"}
              json: |
                {"text": post.text}
          delivered:
            id: answer.id
      """;

  @Test
  void readsWhatItSays() {
    Manifest manifest = read(SMALL);

    assertThat(manifest.descriptor().id()).isEqualTo("small");
    assertThat(manifest.descriptor().summary().de()).isEqualTo("Schreibt");
    assertThat(manifest.descriptor().repeat(Capability.PUBLISH))
        .contains(Repeat.keyed(Duration.ofHours(1)));
    assertThat(manifest.descriptor().signIn()).isInstanceOf(SignIn.Key.class);
    assertThat(manifest.settings())
        .singleElement()
        .satisfies(field -> assertThat(field.required()).isTrue());
    assertThat(manifest.sinks())
        .hasEntrySatisfying(Capability.PUBLISH, sink -> assertThat(sink.steps()).hasSize(1));
  }

  /** What is changed, what is put there instead, and what is said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "kind: social | kind: sozial | line 3, column 7, kind: Is 'sozial'; did you mean 'social'?",
        "kind: social | knid: social | line 3, column 1, knid: There is no 'knid' here; did you mean 'kind'?",
        "name: Small | name: [a] | line 2, column 7, name: Is a list; it must be a text",
        "connector: small | connector: Small One | connector: Is 'Small One'; it must match",
        "remembers: PT1H | remembers: 1h | can.publish.remembers: Is '1h'; it must be a span such as PT5M",
        "remembers: PT1H | settles: PT1H | can.publish.settles: Goes with repeat: readBack alone",
        "repeat: keyed | repeat: readBack | and the part 'readBack' go together",
        "id: answer.id | id: answer.( | can.publish.delivered.id: Is no expression",
        "id: answer.id | permalink: answer.url | can.publish.delivered: 'id' is missing; "
            + "it says: What the system calls it",
        "post: /posts | get: /posts | can.publish.steps[0].json: GET carries no body; put it into the query",
        "post: /posts | post: posts | can.publish.steps[0].post: Must begin with /",
        "post: /posts | bytes: media | One of get, post, put, patch, delete, java is missing",
        "post: /posts | java: org.example.Gone | Class 'org.example.Gone' cannot be made",
        "settings.token | settings.tokn | There is no setting 'tokn'; did you mean 'token'?",
        "https://api.example.org | api.example.org | address: Must begin with https:// or with a setting of type address",
        "https://api.example.org | ${settings.token} | address: Begins with a setting that is no address",
        "https://api.example.org | https://${settings.token}.example.org | Setting 'token' is part of the host and needs a pattern",
        "headers: {Idempotency-Key: \"${key}\"} | headers: {Idempotency-Key: {key}} | Is a "
            + "group of fields; it must be a text, and a text that begins with { stands in quotes",
        "repeat: keyed | as: b: c | in quotes",
        "name: Small | connector: small | Stands here twice",
        "delivered: | delivered: {id: 1 | Is no YAML"
      })
  void saysWhereAndWhatWouldBeRight(String from, String to, String message) {
    assertThat(SMALL).contains(from);

    assertThat(refusal(SMALL.replace(from, to))).hasMessageContaining(message);
  }

  @Test
  void namesEverythingThatIsWrongInTheOrderOfTheText() {
    String wrong =
        SMALL
            .replace("kind: social", "kind: sozial")
            .replace("type: secret", "type: geheim")
            .replace("${key}", "${key")
            .replace("answer.id", "answer.(");

    List<Problem> problems = refusal(wrong).problems();

    assertThat(problems)
        .extracting(problem -> problem.place().path())
        .containsExactly(
            "kind",
            "settings.token.type",
            "can.publish.steps[0].headers.Idempotency-Key",
            "can.publish.delivered.id");
    assertThat(problems).extracting(problem -> problem.place().line()).isSorted();
  }

  @Test
  void knowsTheFieldsOfARecord() {
    String feed =
        SMALL
            + """
              feed-in:
                poll:
                  every: PT5M
                  steps:
                    - get: /items
                  tells:
                    - finds: answer.items
                      key: item.id
                      record:
                        guid: item.id
                        adress: item.url
                        title: item.title
            """;

    assertThat(refusal(feed))
        .hasMessageContaining("The record has no 'adress'; did you mean 'address'?")
        .hasMessageContaining("'summary' is missing");
  }

  private static final String TOLD =
      """
        listen-webhook:
          webhook:
            signature:
              hub: {key: "${settings.token}"}
            tells:
              - finds: webhook.body.messages
                type: message.received
                key: item.id
                record:
                  remoteId: item.id
                  conversation: item.from
                  author: |
                    {"value": item.from}
                  text: item.text
      """;

  /** An account has one address, so what it hears there may belong to another source's topic. */
  @Test
  void letsOneWebhookTellWhatAnotherSourceHas() {
    Manifest manifest = read(SMALL + TOLD + "  inbox: {told: true}\n");

    assertThat(manifest.descriptor().can(Capability.INBOX)).isTrue();
    assertThat(refusal(SMALL + TOLD))
        .hasMessageContaining(
            "No source of this manifest tells a record of type 'message.received'");
    assertThat(refusal(SMALL + "  inbox: {told: true}\n"))
        .hasMessageContaining("No source has a webhook");
    assertThat(refusal(SMALL + TOLD + TOLD.replace("listen-webhook", "inbox")))
        .hasMessageContaining("An account has one address");
  }

  @Test
  void saysWhatIsWrongWithACallBeforeRoutesAreLaid() {
    String nowhere = "hmac: {key: \"${settings.token}\", header: \"\"}";
    String told = TOLD.replace("hub: {key: \"${settings.token}\"}", nowhere);

    assertThat(refusal(SMALL + told + "  inbox: {told: true}\n"))
        .hasMessageContaining(
            "can.listen-webhook.webhook: Cannot be: A place in a call has a name");
  }

  /** A signature or handshake, and what is said about it; 'more' is a secret that may be empty. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hub: {key: \"${settings.more}\"} | hub.key: Setting 'more' may be left empty, and then "
            + "strangers could call; add required: true to it",
        "standard: {key: \"${settings.more}\"} | standard.key: Setting 'more' may be left empty",
        "shared: {secret: \"Bearer ${settings.more & ''}\", header: A} | secret: Setting 'more' may",
        "basic: {user: \"${settings.more}\", password: \"${settings.token}\"} | user: Setting 'more' may",
        "sns: {topic: \"${settings.more}\"} | sns.topic: Setting 'more' may be left empty",
        "hub: {key: settings.token} | hub.key: Strangers may know it; it must hold a setting of type secret",
        "hub: {key: \"${settings.open}\"} | hub.key: Strangers may know it",
        "hub: {key: \" \"} | hub.key: Strangers may know it",
        "sns: {topic: \" \"} | sns.topic: Is blank; it must say by what the system's calls are known",
      })
  void letsNoStrangersCall(String signature, String message) {
    assertThat(refusal(called(signature)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hub: {token: \"${settings.more}\"} | hub.token: Setting 'more' may be left empty",
        "hub: {token: hello} | hub.token: Strangers may know it",
        "echo: {challenge: c, expected: {by: \"${settings.more}\"}} | echo.expected.by: Setting 'more' may",
        "echo: {challenge: c, expected: {by: \"\"}} | echo.expected.by: Is blank",
        "proof: {challenge: c, answer: a, key: \"${settings.more}\"} | proof.key: Setting 'more' may",
      })
  void letsNoStrangersSubscribeTheHub(String handshake, String message) {
    String signature = "hub: {key: \"${settings.token}\"}";
    String both = signature + "\n      handshake:\n        " + handshake;

    assertThat(refusal(called(both)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.toString()).contains(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub: {key: \"v1-${$sha256(settings.token)}\"}",
        "basic: {user: parley, password: \"${settings.token}\"}",
        "sns: {topic: \"${settings.open}\"}",
        "publicKey: {key: a1, scheme: ed25519, header: S, time: {header: T}}",
      })
  void takesWhatNobodyElseKnows(String signature) {
    assertThat(read(called(signature)).descriptor().can(Capability.INBOX)).isTrue();
  }

  private static String called(String signature) {
    String more = "  more: {type: secret, label: {en: More, de: Mehr}}\n";
    String open = "  open: {type: text, label: {en: Open, de: Offen}, preset: a}\nsignIn:";
    return SMALL.replace("signIn:", more + open)
        + TOLD.replace("hub: {key: \"${settings.token}\"}", signature)
        + "  inbox: {told: true}\n";
  }

  @Test
  void readsWhatCallsMayCost() {
    String costs =
        """
        limits:
          windows: [{calls: 10000, per: P1D, unit: points, together: true}]
          costs: {publish: {units: {points: 1600}, price: 0.015, withLink: "0.2", currency: EUR}}
          signals: [{percent: X-App-Usage, together: true}]
        """;

    RateBudget budget = read(SMALL + costs).descriptor().budget();

    assertThat(budget.windows())
        .containsExactly(RateBudget.Window.of("points", 10_000, Duration.ofDays(1)).together());
    assertThat(budget.costs())
        .containsEntry(
            Capability.PUBLISH,
            RateBudget.Cost.of("points", 1600).and(Price.of("0.015", "EUR").withLink("0.2")));
    assertThat(budget.signals())
        .containsExactly(new Signal.Percent(RateBudget.Scope.APP, "X-App-Usage"));
    assertThat(refusal(SMALL + costs.replace("EUR", "ECU9")))
        .hasMessageContaining("limits.costs.publish.currency: Is 'ECU9'; it must be a currency");
    assertThat(refusal(SMALL + costs.replace("publish:", "publsh:")))
        .hasMessageContaining("limits.costs.publsh: 'publsh' is no name");
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing'", "'- a'", "'a: *b'", "'a: &a [*a]'", "'{'", "'\t'", "'%YAML 9'"})
  void refusesWhatIsNoManifestAtAll(String text) {
    assertThat(refusal(text).problems()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, refers to itself", "12, Number of aliases"})
  void growsNoTextThatRefersToItself(int levels, String message) {
    var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < levels; i++) {
      laughs.append("a%d: &a%d [".formatted(i, i));
      laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
    }

    assertThat(refusal(laughs.toString())).hasMessageContaining(message);
  }

  private static Manifest read(String text) {
    return ReadManifest.read(
        text,
        name -> {
          throw new ClassNotFoundException(name);
        });
  }

  private static InvalidManifest refusal(String text) {
    return catchThrowableOfType(InvalidManifest.class, () -> read(text));
  }
}
