// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.api.links.SlugForm;
import org.parley.api.web.HubPaths;

/** What a slug may be, and which slugs are the same to the eye. */
final class Slugs {
  /** Enough that guessing finds one link in some ten thousand tries when there is a million. */
  static final int USUAL = 8;

  /** For links that were made for one person: beyond guessing. */
  static final int PERSONAL = 12;

  /** No vowels, so no words; nothing that looks like another of them in any usual type. */
  static final String ALPHABET = "bcdfghjknprtwx23457";

  private static final Set<String> RESERVED =
      Stream.of(HubPaths.SERVED, HubPaths.PAGES, HubPaths.KEPT)
          .flatMap(Set::stream)
          .map(Slugs::skeleton)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> BAD =
      skeletons(
          "anal anus arsch arse ass bastard bitch blowjob bullshit cock cunt dick dildo dyke fag",
          "faggot fick ficken fotze fuck fucker heil hitler homo hure hurensohn kacke kanake kike",
          "kkk motherfucker nazi neger nigga nigger nutte penis piss porn porno pussy rape retard",
          "scheisse schlampe schwanz schwuchtel sex shit slut spast titten tits twat vagina wank",
          "wanker whore wichser xxx bdsm cnt dck fck fgt fkk ngr nzs ptn sht wtf");

  private final SecureRandom random;

  Slugs(SecureRandom random) {
    this.random = random;
  }

  /**
   * What two slugs have in common that a person takes for each other: case does not tell, nor what
   * is drawn alike (0 and o, 1 and i and l, m and rn, w and vv).
   */
  static String skeleton(String slug) {
    return slug.toLowerCase(Locale.ROOT)
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('i', 'l')
        .replace("rn", "m")
        .replace("vv", "w");
  }

  /** What a request for a slug is looked up by; empty when no slug can look so. */
  static Optional<String> lookUp(String slug) {
    return SlugForm.fits(slug) ? Optional.of(skeleton(slug)) : Optional.empty();
  }

  /** Whether a path of the hub itself begins so. */
  static boolean isReserved(String slug) {
    return RESERVED.contains(skeleton(slug));
  }

  /** What keeps a chosen slug from being one, for a person. */
  static Optional<String> objection(String slug) {
    if (slug.length() < 2 || slug.length() > SlugForm.LONGEST) {
      return Optional.of(
          "'" + slug + "' has " + slug.length() + " characters; 2 to 64 are accepted");
    }
    if (!SlugForm.fits(slug)) {
      return Optional.of(
          "'" + slug + "' is not made of letters a to z, digits and single hyphens between them");
    }
    if (isReserved(slug)) {
      return Optional.of("'" + slug + "' is kept for the hub's own pages");
    }
    return isBad(slug) ? Optional.of("'" + slug + "' would offend") : Optional.empty();
  }

  /** A new slug that nobody chose. */
  String generate(int length) {
    String slug;
    do {
      slug =
          random
              .ints(length, 0, ALPHABET.length())
              .mapToObj(letter -> ALPHABET.substring(letter, letter + 1))
              .collect(Collectors.joining());
    } while (hidesBadWord(slug));
    return slug;
  }

  private static boolean isBad(String slug) {
    String read = read(slug);
    return BAD.contains(read.replace("-", ""))
        || Arrays.stream(read.split("-")).anyMatch(BAD::contains);
  }

  private static boolean hidesBadWord(String slug) {
    String read = read(slug);
    return BAD.stream().anyMatch(read::contains);
  }

  /** What a person reads who takes digits for letters. */
  private static String read(String slug) {
    return skeleton(slug).replace('3', 'e').replace('4', 'a').replace('5', 's').replace('7', 't');
  }

  private static Set<String> skeletons(String... words) {
    return Arrays.stream(words)
        .map(line -> List.of(line.split(" ")))
        .flatMap(List::stream)
        .map(Slugs::skeleton)
        .collect(Collectors.toUnmodifiableSet());
  }
}
