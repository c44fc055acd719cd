// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
  private static final Map<String, String> DIDS = Map.of("ada.test", "did:plc:ada");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Read https://p.example/abc now             | https://p.example/abc",
        "Ends here: https://p.example/abc.          | https://p.example/abc",
        "(see https://p.example/abc)                | https://p.example/abc",
        "https://p.example/a_(b)                    | https://p.example/a_(b)",
        "👋🏽 שלום 𝒳 https://p.example/x?a=1&b=ü     | https://p.example/x?a=1&b=ü",
        "O'Brien says #Wärmepumpe!                  | #Wärmepumpe",
        "👨‍👩‍👧‍👦#no but #yes                           | #yes",
        "é #Heiße_Luft, he said                     | #Heiße_Luft",
        "＃全角 tag                                   | ＃全角",
        "Hello @ada.test, how are you               | @ada.test",
        "🇩🇪 (@ada.test)                             | @ada.test"
      })
  void findsWhatIsMoreThanText(String text, String found) {
    assertThat(marked(text)).containsExactly(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "# ",
        "#1234",
        "#!?",
        "a#b",
        "javascript:alert(1)",
        "mail ada@ada.test",
        "@nobody.test",
        "@ada",
        "http:// nothing",
        "ftp://p.example"
      })
  void leavesTheRestAlone(String text) {
    assertThat(marked(text)).isEmpty();
  }

  @Test
  void namesWhatItFinds() {
    String text = "@ada.test #a. https://p.example/a)";

    assertThat(new RichText(text).facets(DIDS))
        .extracting(facet -> (Object) Tree.list(facet, "features").get(0))
        .containsExactly(
            Map.of("$type", "app.bsky.richtext.facet#mention", "did", "did:plc:ada"),
            Map.of("$type", "app.bsky.richtext.facet#link", "uri", "https://p.example/a"),
            Map.of("$type", "app.bsky.richtext.facet#tag", "tag", "a"));
  }

  @Test
  void passesOverTagsThatAreTooLong() {
    assertThat(marked("#" + "x".repeat(64))).hasSize(1);
    assertThat(marked("#" + "x".repeat(65))).isEmpty();
    assertThat(marked("#" + "👋🏽x".repeat(32))).hasSize(1);
  }

  @Test
  void asksForEachHandleOnce() {
    assertThat(new RichText("@ada.test and @bob.example.org. @ada.test").mentions())
        .containsExactly("ada.test", "bob.example.org");
  }

  /** What each facet covers, cut out of the bytes as every reader does. */
  private static List<String> marked(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new RichText(text)
        .facets(DIDS).stream()
            .map(facet -> Tree.map(facet, "index"))
            .map(
                index ->
                    new String(
                        Arrays.copyOfRange(
                            bytes, Tree.number(index, "byteStart"), Tree.number(index, "byteEnd")),
                        UTF_8))
            .toList();
  }
}
