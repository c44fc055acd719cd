// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.accounts.Networks.TeaserRules;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.Courier.End;

/** Every text arrives as it was written, and none that is longer than the system takes. */
final class TextChecks {
  private static final int LONGEST_TRIED = 1 << 17;

  private final Handing handing;
  private final Goods goods;

  TextChecks(Handing handing) {
    this.handing = handing;
    goods = handing.goods();
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    if (!goods.worded()) {
      String wordless = "It hands over no words that people read";
      return List.of(Check.of("arrive as they are", trial -> {}).onlyIf(false, wordless));
    }
    texts().forEach((name, text) -> checks.add(Check.of(name, trial -> arrives(trial, text))));
    unkind()
        .forEach((name, text) -> checks.add(Check.of(name, trial -> arrivesOrNot(trial, text))));
    boolean post = handing.sink() == Capability.PUBLISH;
    boolean limited = post && !handing.rig().descriptor().rules().text().limits().isEmpty();
    String free = "It declares no limit of its texts";
    if (limited) {
      fillings().forEach((name, letter) -> checks.addAll(lengths(name, letter)));
    } else {
      checks.add(Check.of("the longest allowed, and one more", trial -> {}).onlyIf(false, free));
    }
    return checks;
  }

  private static Map<String, String> fillings() {
    Map<String, String> fillings = new LinkedHashMap<>();
    fillings.put("Latin letters", "a");
    fillings.put("accents", "é");
    fillings.put("four-byte letters", "𝒳");
    fillings.put("families of emoji", "👩‍👩‍👧");
    return fillings;
  }

  private List<Check> lengths(String name, String letter) {
    return List.of(
        Check.of("the longest allowed, in " + name, trial -> longest(trial, letter)),
        Check.of("one more than allowed, in " + name, trial -> oneMore(trial, letter)));
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("O'Brien", "O'Brien says 'hello'");
    texts.put("quotes and backslashes", "He \"said\" C:\\new\\table \\u0041 \\\\");
    texts.put("HTML", "<b>bold</b> &amp; <script>alert('x')</script> 1 < 2 > 0");
    texts.put("JSON", "{\"a\": [1, null, true], \"b\": \"c\"}");
    texts.put("an address", "https://p.example/a?b=c&d=%20+e#f;g=1");
    texts.put("percent and plus", "100% + 50%25 %s %n %d ${HOME} $1");
    texts.put("the language of routes", "${body} ${header.x} $simple{date:now} #{bean} RAW(x)");
    texts.put("placeholders of properties", "{{secret}} {{?none}} {0} {}");
    texts.put("SQL", "'; DROP TABLE posts; -- /* */");
    texts.put("an emoji", "Hello 👋");
    texts.put("emoji of several parts", "👋🏽 👩‍👩‍👧 🇩🇪 🏳️‍🌈");
    texts.put("right to left", "שלום עולם, مرحبا بالعالم");
    texts.put("marks of direction", "a \u202Eb\u202C \u200Fc \u2067d\u2069");
    texts.put("four-byte letters", "𝒳𝒴 𠜎 𐍈");
    texts.put("combining marks", "e\u0301 n\u0303 Z\u0351\u036B");
    texts.put("letters that could be composed", "é and e\u0301, Å and A\u030A");
    texts.put("Chinese, Japanese and Korean", "中文 日本語 한국어");
    texts.put("Thai and Hindi", "สวัสดี नमस्ते");
    texts.put("joiners of no width", "a\u200Bb\u200Dc\u2060d");
    texts.put("several lines", "One\nTwo\n\nFour");
    texts.put("a tab", "One\tTwo");
    texts.put("the word null", "null");
    texts.put("a number", "0123");
    texts.put("hashtags and mentions", "#one @nobody_at_all # @ #");
    texts.put("all at once", Samples.AWKWARD);
    return texts;
  }

  /** A system may refuse these, or put something else in their place. */
  private static Map<String, String> unkind() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("half a four-byte letter", "a \uD835 b");
    texts.put("control characters", "a \u0007 \u001B b");
    texts.put("a letter of no code", "a \uFFFE b");
    return texts;
  }

  private void arrives(Trial trial, String text) {
    BusRecord record = trial.sample(goods, text);
    End end = trial.deliver(record);
    handing.arrivedOnce(trial, record, end);
    assertThat(trial.system().taken(handing.sink()).get(0).text())
        .as("What people read")
        .isEqualTo(text);
  }

  private void arrivesOrNot(Trial trial, String text) {
    BusRecord record = trial.sample(goods, text);
    End end = trial.deliver(record);
    assertThat(end.attempts()).as(() -> "Attempts: " + end.failures()).isEqualTo(1);
    int told = trial.done(goods, record).size() + trial.failed(goods, record).size();
    boolean parked = goods.failed().isEmpty() && !end.done();
    assertThat(told + (parked ? 1 : 0)).as("What is told of it").isEqualTo(1);
  }

  private void longest(Trial trial, String letter) {
    String text = letter.repeat(allowed(trial, letter));
    BusRecord record = trial.sample(goods, text);
    End end = trial.deliver(record);
    handing.arrivedOnce(trial, record, end);
    String read = trial.system().taken(handing.sink()).get(0).text();
    assertThat(read).as("What people read").isEqualTo(text);
  }

  private void oneMore(Trial trial, String letter) {
    String text = letter.repeat(allowed(trial, letter) + 1);
    BusRecord record = trial.sample(goods, text);
    trial.deliver(record);
    assertThat(trial.system().asked(handing.sink())).as("Requests").isZero();
    assertThat(trial.failed(goods, record)).as("What is told of its failure").hasSize(1);
  }

  /** How often a letter may be repeated. */
  private int allowed(Trial trial, String letter) {
    Optional<TeaserRules> rules = trial.hub().networks().rulesFor(trial.account());
    Teaser one = ((PostRequested) trial.sample(goods, letter).data()).teaser();
    int least = 1;
    int most = LONGEST_TRIED;
    while (least < most) {
      int middle = (least + most + 1) / 2;
      var tried =
          new Teaser(
              letter.repeat(middle),
              one.language(),
              one.link(),
              one.card(),
              one.images(),
              one.hashtags());
      if (rules.orElseThrow().check(tried).isEmpty()) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return least;
  }
}
