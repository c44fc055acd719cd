// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.connector.Place;
import org.parley.connector.Signature;
import org.parley.connector.Signature.Asymmetric;
import org.parley.connector.Signature.Digest;
import org.parley.connector.Signature.Encoding;
import org.parley.connector.Signature.Scheme;
import org.parley.connector.Signature.Shared;

/** Vectors are those of the vendors' own documents and libraries, unless a test makes its own. */
class SignaturesTest {
  /** The vector of the Standard Webhooks libraries. */
  private static final Signature STANDARD =
      Signature.standard(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final Instant SENT = Instant.ofEpochSecond(1614265330);
  private static final Map<String, String> HEADERS =
      Map.of(
          "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
          "webhook-timestamp", "1614265330",
          "webhook-signature",
              "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

  /** The example of GitHub's documentation. */
  private static final Signature HUB = Signature.hub(new Secret("It's a Secret to Everybody"));

  private static final Map<String, String> HUB_HEADERS =
      Map.of(
          "x-hub-signature-256",
          "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

  private static final Secret KEY = new Secret("s3cret");

  @Test
  void knowsAStandardCallByItsId() {
    assertThat(Signatures.verify(STANDARD, call(HEADERS, BODY), SENT))
        .contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
  }

  @Test
  void refusesACallThatIsTooOldOrFromTheFuture() {
    refuses(STANDARD, call(HEADERS, BODY), SENT.plusSeconds(301), "301 seconds off");
    refuses(STANDARD, call(HEADERS, BODY), SENT.minusSeconds(301), "301 seconds off");
  }

  @Test
  void refusesAnotherBody() {
    refuses(STANDARD, call(HEADERS, "{}".getBytes(UTF_8)), SENT, "None of the signatures");
    refuses(HUB, call(HUB_HEADERS, "Hello, World?".getBytes(UTF_8)), SENT, "does not fit");
  }

  @Test
  void refusesAnotherVersionAndAMissingHeader() {
    var headers = new HashMap<>(HEADERS);
    headers.put("webhook-signature", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    refuses(STANDARD, call(headers, BODY), SENT, "None of the signatures");
    headers.remove("webhook-id");
    refuses(STANDARD, call(headers, BODY), SENT, "'webhook-id' is missing");
  }

  @Test
  void verifiesAHubSignature() {
    InCall call = call(HUB_HEADERS, "Hello, World!".getBytes(UTF_8));

    assertThat(Signatures.verify(HUB, call, SENT)).isEmpty();
  }

  @Test
  void refusesWhatIsNoDigest() {
    refuses(
        HUB, call(Map.of("x-hub-signature-256", "sha256=zz"), BODY), SENT, "not written in hex");
    refuses(
        HUB,
        call(Map.of("x-hub-signature-256", "sha1=00"), BODY),
        SENT,
        "part 'sha256' is missing");
  }

  @Test
  void verifiesSlacksTimeAndBody() {
    var slack =
        Signature.hmac(
                new Secret("8f742231b10e8888abcd99yyyzzz85a5"),
                Place.header("X-Slack-Signature").field("v0"))
            .signs("v0:{time}:{body}")
            .time(Place.header("X-Slack-Request-Timestamp"));
    byte[] body =
        ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                + "&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
            .getBytes(UTF_8);
    String signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    Map<String, String> headers =
        Map.of("x-slack-signature", signature, "x-slack-request-timestamp", "1531420618");
    Instant then = Instant.ofEpochSecond(1531420618);

    assertThat(Signatures.verify(slack, call(headers, body), then)).isPresent();
    refuses(slack, call(headers, body), then.plusSeconds(400), "400 seconds off");
  }

  @Test
  void verifiesHubSpotsPlainDigests() {
    var key = new Secret("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy");
    var second =
        Signature.hmac(key, Place.header("X-HubSpot-Signature"))
            .digest(Digest.PLAIN_SHA256)
            .signs("{key}{method}{url}{body}");
    var call =
        new Call(
            "POST",
            "",
            Map.of(),
            Map.of(
                "x-hubspot-signature",
                "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"),
            "{\"example_field\":\"example_value\"}".getBytes(UTF_8));

    InCall there = new InCall("https://www.example.com/webhook_uri", call);
    assertThat(Signatures.verify(second, there, SENT)).isEmpty();
  }

  @Test
  void verifiesSendGridsEllipticSignature() {
    var sendGrid =
        new Asymmetric(
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
            Scheme.ECDSA_P256,
            "{time}{body}",
            Place.header("X-Twilio-Email-Event-Webhook-Signature"),
            Place.header("X-Twilio-Email-Event-Webhook-Timestamp"));
    byte[] body =
        ("[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\","
                + "\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\","
                + "\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\","
                + "\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\","
                + "\"timestamp\":1600112492}]\r\n")
            .getBytes(UTF_8);
    Map<String, String> headers =
        Map.of(
            "x-twilio-email-event-webhook-signature",
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=",
            "x-twilio-email-event-webhook-timestamp",
            "1600112502");
    Instant then = Instant.ofEpochSecond(1600112502);

    assertThat(Signatures.verify(sendGrid, call(headers, body), then)).isPresent();
    refuses(sendGrid, call(headers, BODY), then, "does not fit");
  }

  @Test
  void verifiesDiscordsEdwardsSignature() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] whole = pair.getPublic().getEncoded();
    String bare = HexFormat.of().formatHex(whole, whole.length - 32, whole.length);
    var signer = java.security.Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update("1614265330".getBytes(UTF_8));
    signer.update(BODY);
    String signature = HexFormat.of().formatHex(signer.sign());
    var discord =
        new Asymmetric(
            bare,
            Scheme.ED25519,
            "{time}{body}",
            Place.header("X-Signature-Ed25519"),
            Place.header("X-Signature-Timestamp"));
    Map<String, String> headers =
        Map.of("x-signature-ed25519", signature, "x-signature-timestamp", "1614265330");

    Optional<String> known = Signatures.verify(discord, call(headers, BODY), SENT);
    var again = new HashMap<>(headers);
    again.put("x-signature-ed25519", signature.toUpperCase(Locale.ROOT));
    assertThat(known).isPresent();
    assertThat(Signatures.verify(discord, call(again, BODY), SENT)).isEqualTo(known);
    refuses(discord, call(headers, "{}".getBytes(UTF_8)), SENT, "does not fit");
  }

  @Test
  void signsTheAddressAndTheSortedFieldsOfAForm() throws Exception {
    var mandrill =
        Signature.hmac(KEY, Place.header("X-Mandrill-Signature"))
            .digest(Digest.SHA1)
            .encoding(Encoding.BASE64)
            .signs("{url}{form}");
    String url = "https://hub.example.org/hooks/1";
    String signature =
        Base64.getEncoder()
            .encodeToString(mac("HmacSHA1", url + "a1mandrill_events[{\"event\":\"spam\"}]"));
    byte[] body = "mandrill_events=%5B%7B%22event%22%3A%22spam%22%7D%5D&a=1".getBytes(UTF_8);
    Map<String, String> headers = Map.of("x-mandrill-signature", signature);

    assertThat(
            Signatures.verify(
                mandrill, new InCall(url, new Call("POST", "", Map.of(), headers, body)), SENT))
        .isEmpty();
    refuses(
        mandrill,
        new InCall(url, new Call("POST", "x", Map.of(), headers, body)),
        SENT,
        "does not fit");
  }

  @Test
  void findsTimeSignatureAndTokenInTheBody() throws Exception {
    var mailgun =
        Signature.hmac(KEY, Place.body("/signature/signature"))
            .signs("{time}{id}")
            .time(Place.body("/signature/timestamp"))
            .id(Place.body("/signature/token"));
    String signature = HexFormat.of().formatHex(mac("HmacSHA256", "1614265330" + "tok"));
    byte[] body =
        ("{\"signature\":{\"timestamp\":\"1614265330\",\"token\":\"tok\",\"signature\":\""
                + signature
                + "\"}}")
            .getBytes(UTF_8);

    assertThat(Signatures.verify(mailgun, call(Map.of(), body), SENT)).contains("tok");
    refuses(mailgun, call(Map.of(), "[]".getBytes(UTF_8)), SENT, "is missing");
  }

  @Test
  void readsTimeInMillisecondsAndSeveralSignaturesFromOneHeader() throws Exception {
    var twice =
        Signature.hmac(KEY, Place.header("X-Signature").field("v1"))
            .signs("{time}.{body}")
            .time(Place.header("X-Signature").field("t"));
    String right =
        HexFormat.of().formatHex(mac("HmacSHA256", "1614265330000." + new String(BODY, UTF_8)));
    String header = "t=1614265330000, v1=" + "0".repeat(64) + ",v1=" + right;

    assertThat(Signatures.verify(twice, call(Map.of("x-signature", header), BODY), SENT))
        .isPresent();
  }

  @Test
  void knowsACallHoweverItsSignatureIsWritten() throws Exception {
    var timed =
        Signature.hmac(KEY, Place.header("X-Signature"))
            .signs("{time}.{body}")
            .time(Place.header("X-Time"));
    String text = "1614265330." + new String(BODY, UTF_8);
    String small = HexFormat.of().formatHex(mac("HmacSHA256", text));

    assertThat(known(timed, small, "1"))
        .isEqualTo(known(timed, small.toUpperCase(Locale.ROOT), "1"));
    var numbered = timed.id(Place.header("X-Id"));
    assertThat(known(numbered, small, "1"))
        .as("a number that is not signed is no other call's")
        .isEqualTo(known(numbered, small, "2"));
  }

  private static Optional<String> known(Signature signature, String written, String id) {
    Map<String, String> headers =
        Map.of("x-signature", written, "x-time", "1614265330", "x-id", id);
    Optional<String> known = Signatures.verify(signature, call(headers, BODY), SENT);
    assertThat(known).isPresent();
    return known;
  }

  /** How each vendor writes it; the digests are made here. */
  @Test
  void knowsTheFormsOfManyVendors() throws Exception {
    String body = new String(BODY, UTF_8);
    String millis = "1614265330000";
    String seconds = "1614265330";
    String url = "https://hub.example.org/hooks/1";
    Place header = Place.header("X-Signature");
    Place time = Place.header("X-Time");
    var hubSpot =
        Signature.hmac(KEY, header)
            .encoding(Encoding.BASE64)
            .signs("{method}{url}{body}{time}")
            .time(time);
    accepts(hubSpot, url, base64("POST" + url + body + millis), millis);
    var x = Signature.hmac(KEY, header.field("sha256")).encoding(Encoding.BASE64);
    accepts(x, url, "sha256=" + base64(body), "");
    var linkedIn = Signature.hmac(KEY, header).signs("hmacsha256={body}");
    accepts(linkedIn, url, hex("hmacsha256=" + body), "");
    var tikTok =
        Signature.hmac(KEY, header.field("s")).signs("{time}.{body}").time(header.field("t"));
    accepts(tikTok, url, "t=" + seconds + ",s=" + hex(seconds + "." + body), "");
    var ghost =
        Signature.hmac(KEY, header.field("sha256")).signs("{body}{time}").time(header.field("t"));
    accepts(ghost, url, "sha256=" + hex(body + millis) + ", t=" + millis, "");
    var zendesk =
        Signature.hmac(KEY, header).encoding(Encoding.BASE64).signs("{time}{body}").time(time);
    accepts(zendesk, url, base64("2021-02-25T15:02:10Z" + body), "2021-02-25T15:02:10Z");
    var twenty = Signature.hmac(KEY, header).signs("{time}:{body}").time(time);
    accepts(twenty, url, hex(millis + ":" + body), millis);
  }

  private static void accepts(Signature signature, String url, String header, String time) {
    Map<String, String> headers = Map.of("x-signature", header, "x-time", time);
    var call = new Call("POST", "", Map.of(), headers, BODY);

    assertThatCode(() -> Signatures.verify(signature, new InCall(url, call), SENT))
        .doesNotThrowAnyException();
    var other = new Call("POST", "", Map.of(), headers, "{}".getBytes(UTF_8));
    refuses(signature, new InCall(url, other), SENT, "does not fit");
  }

  private static String hex(String signed) throws Exception {
    return HexFormat.of().formatHex(mac("HmacSHA256", signed));
  }

  private static String base64(String signed) throws Exception {
    return Base64.getEncoder().encodeToString(mac("HmacSHA256", signed));
  }

  @Test
  void verifiesByTheDigestThatTheHeaderNames() throws Exception {
    Signature webSub = Signature.webSub(KEY);
    String text = new String(BODY, UTF_8);
    for (String each : new String[] {"sha1 HmacSHA1", "sha256 HmacSHA256", "sha512 HmacSHA512"}) {
      String[] names = each.split(" ");
      String header = names[0] + "=" + HexFormat.of().formatHex(mac(names[1], text));

      assertThat(Signatures.verify(webSub, call(Map.of("x-hub-signature", header), BODY), SENT))
          .isEmpty();
    }
    refuses(webSub, call(Map.of("x-hub-signature", "md5=00"), BODY), SENT, "'md5' is no digest");
  }

  @Test
  void readsADigestBehindAnIdAsEspoCrmWritesIt() throws Exception {
    var espo =
        Signature.hmac(KEY, Place.header("Signature")).encoding(Encoding.BASE64_OF_ID_AND_HEX);
    String both = "hook1:" + HexFormat.of().formatHex(mac("HmacSHA256", new String(BODY, UTF_8)));
    String header = Base64.getEncoder().encodeToString(both.getBytes(UTF_8));

    assertThat(Signatures.verify(espo, call(Map.of("signature", header), BODY), SENT)).isEmpty();
  }

  @Test
  void comparesASharedSecretWhereverItStands() {
    InCall call =
        new InCall(
            "",
            new Call(
                "POST",
                "",
                Map.of("token", "s3cret"),
                Map.of("x-telegram-bot-api-secret-token", "s3cret", "authorization", "Basic YTpi"),
                "{\"token\":\"s3cret\"}".getBytes(UTF_8)));

    for (Place place :
        new Place[] {
          Place.header("X-Telegram-Bot-Api-Secret-Token"),
          Place.query("token"),
          Place.body("/token")
        }) {
      assertThat(Signatures.verify(new Shared(KEY, place), call, SENT)).isEmpty();
      refuses(new Shared(new Secret("other"), place), call, SENT, "does not fit");
    }
    assertThat(Signatures.verify(Signature.basic("a", new Secret("b")), call, SENT)).isEmpty();
  }

  private static byte[] mac(String algorithm, String text) throws Exception {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(KEY.reveal().getBytes(UTF_8), algorithm));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static InCall call(Map<String, String> headers, byte[] body) {
    return new InCall("", new Call("POST", "", Map.of(), headers, body));
  }

  private static void refuses(Signature signature, InCall call, Instant at, String why) {
    assertThatThrownBy(() -> Signatures.verify(signature, call, at))
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> assertThat(failure.fault()).isEqualTo(Fault.CREDENTIALS))
        .hasMessageContaining(why);
  }
}
