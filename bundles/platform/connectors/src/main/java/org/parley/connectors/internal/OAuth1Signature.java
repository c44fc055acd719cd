// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signature of OAuth 1.0a by HMAC-SHA1 (RFC 5849, section 3.4). */
final class OAuth1Signature {
  private static final String HMAC = "HmacSHA1";

  private OAuth1Signature() {}

  /**
   * Who signs.
   *
   * @param tokenSecret empty before there is a token
   */
  record Keys(String clientSecret, String tokenSecret) {
    @Override
    public String toString() {
      return "Keys[***]";
    }
  }

  /**
   * What is signed.
   *
   * @param form further parameters, form-encoded; empty for none
   */
  record Signed(String method, URI address, String form) {}

  /**
   * The header {@code Authorization}.
   *
   * @param protocol the parameters whose names begin with {@code oauth_}, but for the signature
   */
  static String header(Signed request, Map<String, String> protocol, Keys keys) {
    Map<String, String> all = new TreeMap<>(protocol);
    all.put("oauth_signature", sign(base(request, protocol), keys));
    return "OAuth "
        + all.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=\"" + encode(each.getValue()) + "\"")
            .collect(Collectors.joining(", "));
  }

  static String base(Signed request, Map<String, String> protocol) {
    List<Entry<String, String>> parameters = new ArrayList<>();
    protocol.forEach((name, value) -> parameters.add(Map.entry(encode(name), encode(value))));
    read(request.address().getRawQuery(), parameters);
    read(request.form(), parameters);
    String normal =
        parameters.stream()
            .sorted(Entry.<String, String>comparingByKey().thenComparing(Entry.comparingByValue()))
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    return String.join(
        "&",
        request.method().toUpperCase(Locale.ROOT),
        encode(place(request.address())),
        encode(normal));
  }

  static String sign(String base, Keys keys) {
    String key = encode(keys.clientSecret()) + "&" + encode(keys.tokenSecret());
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  /** The address without its query, and without a port that goes without saying. */
  private static String place(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    String port =
        address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
    String path = address.getRawPath();
    return scheme + "://" + host + port + (path == null || path.isEmpty() ? "/" : path);
  }

  private static void read(@Nullable String form, List<Entry<String, String>> into) {
    if (form == null || form.isEmpty()) {
      return;
    }
    for (String pair : form.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      into.add(
          Map.entry(
              encode(URLDecoder.decode(name, UTF_8)), encode(URLDecoder.decode(value, UTF_8))));
    }
  }

  /** As RFC 3986 has it, which is stricter than a form. */
  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
