// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.connectors.internal.OAuth1Signature.Keys;
import org.parley.connectors.internal.OAuth1Signature.Signed;

class OAuth1SignatureTest {
  /** RFC 5849, section 3.4.1.1, and its erratum 2550 for the signature. */
  @Test
  void signsTheExampleOfTheSpecification() {
    var request =
        new Signed(
            "post",
            URI.create("http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
            "c2&a3=2+q");
    Map<String, String> protocol =
        Map.of(
            "oauth_consumer_key", "9djdj82h48djs9d2",
            "oauth_token", "kkk9d7dh3k39sjv7",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "137131201",
            "oauth_nonce", "7d8f3e4a");

    String base = OAuth1Signature.base(request, protocol);

    assertThat(base)
        .isEqualTo(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D"
                + "%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201"
                + "%26oauth_token%3Dkkk9d7dh3k39sjv7");
    assertThat(OAuth1Signature.sign(base, new Keys("j49sk3j29djd", "dh893hdasih9")))
        .isEqualTo("r6/TJjbCOr97/+UU0NsvSne7s5g=");
  }

  /** RFC 5849, section 1.2. */
  @Test
  void asksForTheToken() {
    Map<String, String> protocol =
        Map.of(
            "oauth_consumer_key", "dpf43f3p2l4k3l03",
            "oauth_token", "hh5s93j4hdidpola",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "137131201",
            "oauth_nonce", "walatlh",
            "oauth_verifier", "hfdp7dh39dks9884");
    var request = new Signed("POST", URI.create("https://photos.example.net/token"), "");

    String header =
        OAuth1Signature.header(request, protocol, new Keys("kd94hf93k423kf44", "hdhd0244k9j7ao03"));

    assertThat(header)
        .startsWith("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_nonce=\"walatlh\"")
        .contains("oauth_signature=\"gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D\"");
  }

  /** As X documents it. */
  @Test
  void signsWhatXDocuments() {
    var request =
        new Signed(
            "POST",
            URI.create("https://api.x.com/1.1/statuses/update.json?include_entities=true"),
            "status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21");
    Map<String, String> protocol =
        Map.of(
            "oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog",
            "oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1318622958",
            "oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            "oauth_version", "1.0");
    var keys =
        new Keys(
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

    assertThat(OAuth1Signature.sign(OAuth1Signature.base(request, protocol), keys))
        .isEqualTo("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=");
  }

  @Test
  void encodesWhatFormsWriteOtherwise() {
    assertThat(OAuth1Signature.encode("a b*~ü/")).isEqualTo("a%20b%2A~%C3%BC%2F");
  }
}
