// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.MediaRules.Form;
import org.parley.api.connectors.MediaRules.Frame;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.MediaRules.Piece;

class MediaRulesTest {
  private static final Medium PICTURE =
      Medium.of(Form.IMAGE, 4, "image/jpeg")
          .bytes(8_000_000)
          .frame(Frame.ANY.edges(320, 8192).pixels(30_000_000).aspect(0.8, 1.91));

  private static final Medium FILM =
      Medium.of(Form.VIDEO, 1).lasts(Duration.ofMillis(500), Duration.ofSeconds(140));

  @Test
  void takesWhatKeepsEveryBound() {
    assertThat(PICTURE.objections(picture("image/jpeg", 1_000, 1080, 1350))).isEmpty();
    assertThat(FILM.objections(film(Duration.ofSeconds(140)))).isEmpty();
  }

  @Test
  void namesEveryBoundThatIsBroken() {
    assertThat(PICTURE.objections(picture("image/png", 9_000_000, 1080, 1350))).hasSize(2);
    assertThat(PICTURE.objections(picture("image/jpeg", 1, 300, 320))).hasSize(1);
    assertThat(PICTURE.objections(picture("image/jpeg", 1, 8000, 6000))).hasSize(1);
    assertThat(PICTURE.objections(picture("image/jpeg", 1, 1000, 2000)))
        .containsExactly("Is '0.50' times as wide as high; it must be from 0.80 to 1.91");
    assertThat(FILM.objections(film(Duration.ofSeconds(141)))).hasSize(1);
  }

  @Test
  void doesNotGuessWhatNobodyHasMeasured() {
    assertThat(PICTURE.objections(picture("image/jpeg", 1, 0, 0))).isEmpty();
  }

  @Test
  void mixesFormsOnlyWhereTheNetworkDoes() {
    var one = MediaRules.of(PICTURE, FILM);

    assertThat(one.objections(List.of(Form.IMAGE, Form.IMAGE))).isEmpty();
    assertThat(one.objections(List.of(Form.IMAGE, Form.VIDEO))).hasSize(1);
    assertThat(one.mixed(3).objections(List.of(Form.IMAGE, Form.VIDEO))).isEmpty();
    assertThat(one.mixed(1).objections(List.of(Form.IMAGE, Form.VIDEO))).hasSize(1);
  }

  @Test
  void refusesFormsItDoesNotKnowAndMoreThanItShows() {
    assertThat(MediaRules.of(FILM).objections(List.of(Form.AUDIO))).hasSize(1);
    assertThat(MediaRules.of(FILM).objections(List.of(Form.VIDEO, Form.VIDEO))).hasSize(1);
    assertThat(MediaRules.NONE.objections(List.of())).isEmpty();
  }

  private static Piece picture(String type, long bytes, int width, int height) {
    return new Piece(type, bytes, width, height, Optional.empty());
  }

  private static Piece film(Duration lasts) {
    return new Piece("video/mp4", 1, 0, 0, Optional.of(lasts));
  }
}
