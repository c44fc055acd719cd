// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Frame;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.MessageRules;
import org.parley.api.connectors.MessageRules.Reach;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

/** A server, and what those who run it have set. */
record Instance(@Nullable Configuration configuration) {
  private static final Posts POSTS = new Posts(0, 0, 0);
  private static final Media MEDIA =
      new Media(List.of("image/jpeg", "image/png", "image/gif", "image/webp"), 0, 0, 0);

  /** What holds where nobody has set anything. */
  static final Instance AS_DELIVERED = new Instance(new Configuration(POSTS, MEDIA));

  record Configuration(@Nullable Posts statuses, @Nullable Media mediaAttachments) {}

  /** What a server does not tell arrives as 0. */
  record Posts(int maxCharacters, int maxMediaAttachments, int charactersReservedPerUrl) {
    Posts {
      maxCharacters = maxCharacters > 0 ? maxCharacters : 500;
      maxMediaAttachments = maxMediaAttachments > 0 ? maxMediaAttachments : 4;
      charactersReservedPerUrl = charactersReservedPerUrl > 0 ? charactersReservedPerUrl : 23;
    }
  }

  /** Older servers do not tell how long a description may be. */
  record Media(
      @Nullable List<String> supportedMimeTypes,
      long imageSizeLimit,
      long imageMatrixLimit,
      int descriptionLimit) {
    Media {
      imageSizeLimit = imageSizeLimit > 0 ? imageSizeLimit : 16 << 20;
      imageMatrixLimit = imageMatrixLimit > 0 ? imageMatrixLimit : 33_177_600;
      descriptionLimit = descriptionLimit > 0 ? descriptionLimit : 1500;
    }

    private Medium pictures(int count) {
      return Medium.of(
              MediaRules.Form.IMAGE,
              count,
              requireNonNullElse(supportedMimeTypes, List.<String>of()).stream()
                  .filter(type -> type.startsWith("image/"))
                  .toArray(String[]::new))
          .bytes(imageSizeLimit)
          .frame(Frame.ANY.pixels(imageMatrixLimit))
          .altText(TextUnit.CODE_POINTS, descriptionLimit);
    }
  }

  /** Mastodon counts characters as people see them, a link alike and no host of a mention. */
  Rules rules() {
    Configuration told = requireNonNullElse(configuration, new Configuration(null, null));
    Posts posts = requireNonNullElse(told.statuses(), POSTS);
    Media media = requireNonNullElse(told.mediaAttachments(), MEDIA);
    var text =
        TextRules.of(TextUnit.GRAPHEMES, posts.maxCharacters())
            .linkCounts(posts.charactersReservedPerUrl())
            .mentionCountsName();
    return new Rules(
        text,
        MediaRules.of(media.pictures(posts.maxMediaAttachments())),
        MessageRules.of(Reach.ANYONE).and(TextUnit.GRAPHEMES, posts.maxCharacters()));
  }
}
