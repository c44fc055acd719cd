// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final String DOCUMENT =
      """
      {"post": {"text": "Hi", "hashtags": ["a"], "link": null}, "settings": {"field": "cKey"},
       "answer": {"items": [], "id": 4711, "error": [["RATELIMIT", "wait", "s"]], "big": 9007199254740993},
       "status": 200, "headers": {"x-restli-id": "urn:li:share:1"}, "key": "k"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "post.text | \"Hi\"",
        "{\"text\": post.text, \"gone\": post.gone} | {\"text\":\"Hi\"}",
        "{settings.field: key} | {\"cKey\":\"k\"}",
        "[post.gone, key][0] | \"k\"",
        "post.hashtags | [\"a\"]",
        "headers.\"x-restli-id\" | \"urn:li:share:1\"",
        "answer.error[0][0] | \"RATELIMIT\"",
        "answer.items | []",
        "status = 404 ? [] : [answer.id] | [4711]",
        "answer.items = [] | true",
        "answer.id + 1 | 4712",
        "1.5 * 2 | 3",
        "answer.big | 9007199254740993",
        "$md5('hello') | \"5d41402abc4b2a76b9719d911017c592\"",
        "$sha256('') | \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""
      })
  void comesToWhatIsThere(String expression, String result) throws Exception {
    Object value = Expression.of(expression).evaluate(document()).orElseThrow();

    assertThat(Json.write(value)).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"post.gone", "post.link", "answer.gone[0].id", "nothing", "$x"})
  void isEmptyWhereNothingIs(String expression) throws Exception {
    assertThat(Expression.of(expression).evaluate(document())).isEmpty();
  }

  @Test
  void demandsAListWhereOneIsLookedThrough() throws Exception {
    assertThat(Expression.of("answer.items").list(document())).isEmpty();
    assertThat(Expression.of("answer.id").list(document())).containsExactly(4711);
    Expression missing = Expression.of("answer.renamed");
    assertThatThrownBy(() -> missing.list(document()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("There is no 'answer.renamed'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"post.(", "{\"a\": }", "\"open", "post..", "[1, 2", "a b"})
  void saysWhatIsNoExpression(String text) {
    assertThatThrownBy(() -> Expression.of(text))
        .isInstanceOf(BadExpression.class)
        .hasMessageContaining("Is no expression");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n) { $f($n + 1) }; $f(0))",
        "($f := function($n) { $f($n) + 1 }; $f(0))",
        "$sum([0..9999999].($ * 2))"
      })
  @Timeout(20)
  void endsWhateverItSays(String expression) throws Exception {
    Expression endless = Expression.of(expression);

    assertThatThrownBy(() -> endless.evaluate(document()))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$eval(\"1\")", "$eval(post.text)", "($e := $eval; $e(\"1\"))"})
  void runsNothingThatASystemAnswered(String expression) throws Exception {
    Expression hostile = Expression.of(expression);

    assertThatThrownBy(() -> hostile.evaluate(document()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void comesToNoFunction() throws Exception {
    Expression function = Expression.of("$sum");

    assertThatThrownBy(() -> function.evaluate(document()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    Expression expression = Expression.of("$join(items.($string(n) & \"/\" & $$.own), \",\")");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String own = "own" + i;
        all.add(
            threads.submit(
                () -> {
                  Map<String, Object> document = new LinkedHashMap<>();
                  document.put("items", List.of(Map.of("n", 1), Map.of("n", 2)));
                  document.put("own", own);
                  return expression
                      .evaluate(document)
                      .orElseThrow()
                      .equals("1/" + own + ",2/" + own);
                }));
      }
      for (Future<Boolean> each : all) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void leavesTheDocumentAsItWas() throws Exception {
    Map<String, Object> document = document();
    String before = Json.write(document);

    Expression.of("answer ~> |$|{\"id\": 1}|").evaluate(document);
    Expression.of("$merge([post, {\"text\": \"other\"}])").evaluate(document);

    assertThat(Json.write(document)).isEqualTo(before);
  }

  @Test
  @Timeout(20)
  void isReadInNoTimeHoweverItNests() {
    String deep = "(".repeat(3000) + "1" + ")".repeat(3000);
    long begun = System.nanoTime();

    try {
      Expression.of(deep);
    } catch (BadExpression e) {
      assertThat(e).hasMessageContaining("nested");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> document() throws Exception {
    return (Map<String, Object>) Json.read(DOCUMENT).orElseThrow();
  }
}
