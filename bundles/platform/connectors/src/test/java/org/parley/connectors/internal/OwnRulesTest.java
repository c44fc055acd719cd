// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Form;
import org.parley.api.connectors.MediaRules.Frame;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.MessageRules;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

class OwnRulesTest {
  @Test
  void readsWhatItWrites() {
    Rules rules =
        new Rules(
            TextRules.of(TextUnit.GRAPHEMES, 500)
                .title(TextUnit.CODE_POINTS, 100)
                .linkCounts(23)
                .mentionCountsName()
                .hashtags(30)
                .tagsBeside(),
            MediaRules.of(
                    Medium.of(Form.IMAGE, 4, "image/png")
                        .bytes(16_000_000)
                        .frame(Frame.ANY.edges(1, 8_192).pixels(33_177_600).aspect(0.8, 1.91))
                        .altText(TextUnit.GRAPHEMES, 1_500),
                    Medium.of(Form.VIDEO, 1).lasts(Duration.ZERO, Duration.ofSeconds(140)))
                .mixed(4),
            MessageRules.of(MessageRules.Reach.WHO_WROTE)
                .within(Duration.ofHours(24))
                .thenTemplates()
                .and(TextUnit.UTF16, 4_096));

    assertThat(OwnRules.read(OwnRules.write(rules))).contains(rules);
    assertThat(OwnRules.read(OwnRules.write(Rules.NONE))).contains(Rules.NONE);
  }

  @Test
  void doesWithoutWhatAnotherVersionWrote() {
    assertThat(OwnRules.read("{\"text\":{}}")).isEmpty();
    assertThat(OwnRules.read("no json")).isEmpty();
  }
}
