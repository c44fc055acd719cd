// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.api.web.Fetcher;

/** Makes the message of one request. */
final class Asking implements Processor {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9:._~@-]+");

  private final Step.Request request;
  private final Manifest manifest;
  private final Fetcher fetcher;

  /**
   * @param fetcher is asked about addresses that the system has named
   */
  Asking(Step.Request request, Manifest manifest, Fetcher fetcher) {
    this.request = request;
    this.manifest = manifest;
    this.fetcher = fetcher;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Conversation conversation = Conversation.of(exchange);
    Map<String, Object> document = conversation.document();
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    Map<String, String> query = new LinkedHashMap<>();
    String base = base(document);
    String address = address(base, document);
    boolean known = isOf(base, address);
    if (known || request.signedAbroad()) {
      prove(message, query, conversation);
    }
    request.query().forEach((name, value) -> put(query, name, value.fill(document)));
    message.setHeader("Accept", "application/json, */*;q=0.5");
    put(message, manifest.headers(), document);
    put(message, request.headers(), document);
    Bodies.put(message, request.body(), conversation);
    nameSigned(message);
    message.setHeader(Exchange.HTTP_METHOD, request.method());
    message.setHeader(Exchange.HTTP_URI, address);
    if (!query.isEmpty()) {
      message.setHeader(Exchange.HTTP_QUERY, written(address, query, message));
    }
    if (manifest.proof() instanceof Manifest.Signed signed && (known || request.signedAbroad())) {
      signed.signer().process(exchange);
    }
  }

  /** OAuth 1.0a signs what a form says; the hub takes this header out when it signs. */
  private void nameSigned(Message message) {
    boolean form = request.body().filter(body -> body.content() instanceof Step.Form).isPresent();
    if (form && manifest.descriptor().signIn() instanceof SignIn.OAuth1) {
      String said = new String((byte[]) message.getBody(), UTF_8);
      message.setHeader(Proof.Signature.SIGNED, said);
    }
  }

  /**
   * What paths stand below. A setting at its start is an address that the hub's gate was asked
   * about; any other must not lead elsewhere.
   */
  private String base(Map<String, Object> document) {
    boolean[] whole = {manifest.address().start().isEmpty()};
    return manifest
        .address()
        .fill(
            document,
            value -> {
              boolean first = whole[0];
              whole[0] = false;
              return first ? value : harmless(value);
            })
        .orElseThrow(() -> new IllegalStateException(missing(manifest.address())));
  }

  private String harmless(String value) {
    if (!HARMLESS.matcher(value).matches()) {
      String message = "A setting within '" + manifest.address() + "' has characters that none may";
      throw new ParleyException(Fault.SETTINGS, message);
    }
    return value;
  }

  private String address(String base, Map<String, Object> document) {
    String start = request.path().start();
    if (start.isEmpty()) {
      return named(base, filled(request.path(), document));
    }
    String path =
        request
            .path()
            .fill(document, Asking::escape)
            .orElseThrow(() -> new IllegalStateException(missing(request.path())));
    return start.startsWith("/") ? base + path : path;
  }

  /** A path that begins with a hole is a whole address or one below the manifest's. */
  private String named(String base, String address) {
    if (!address.matches("https?://.*")) {
      return base + (address.startsWith("/") ? address : "/" + address);
    }
    if (!isOf(base, address)) {
      try {
        fetcher.check(URI.create(address));
      } catch (InvalidInput refused) {
        String message = "The system names an address that the hub must not call";
        throw new ParleyException(Fault.SETTINGS, message, refused);
      }
    }
    return address;
  }

  /** Whether both are of one scheme, host and port. */
  private static boolean isOf(String base, String address) {
    URI one = URI.create(base);
    URI other = URI.create(address);
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(String.valueOf(other.getRawAuthority()));
  }

  private void prove(Message message, Map<String, String> query, Conversation conversation) {
    Map<String, Object> document = conversation.document();
    conversation.proof().forEach((name, value) -> message.setHeader(name, value));
    if (manifest.proof() instanceof Manifest.Header header) {
      set(message, header.name(), filled(header.value(), document));
    }
    if (manifest.proof() instanceof Manifest.Query parameter) {
      put(query, parameter.name(), Optional.of(filled(parameter.value(), document)));
    }
    if (manifest.proof() instanceof Manifest.Basic basic) {
      String both = filled(basic.user(), document) + ":" + filled(basic.password(), document);
      String value = Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
      set(message, "Authorization", "Basic " + value);
    }
  }

  private static void put(
      Message message, Map<String, Template> headers, Map<String, Object> document) {
    headers.forEach(
        (name, value) -> value.fill(document).ifPresent(text -> set(message, name, text)));
  }

  /** A line break would begin a header of its own. */
  private static void set(Message message, String name, String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalStateException("Header '" + name + "' has a line break");
    }
    message.setHeader(name, value);
  }

  private static void put(Map<String, String> query, String name, Optional<String> value) {
    value.ifPresent(text -> query.put(name, text));
  }

  /** Together with what the address has already. */
  private static String written(String address, Map<String, String> query, Message message) {
    StringJoiner written = new StringJoiner("&");
    int mark = address.indexOf('?');
    if (mark >= 0) {
      written.add(address.substring(mark + 1));
      message.setHeader(Exchange.HTTP_URI, address.substring(0, mark));
    }
    query.forEach((name, value) -> written.add(escape(name) + "=" + escape(value)));
    return written.toString();
  }

  private static String filled(Template template, Map<String, Object> document) {
    return template.fill(document).orElseThrow(() -> new IllegalStateException(missing(template)));
  }

  private static String missing(Template template) {
    return "Nothing fills a hole of '" + template + "'";
  }

  static String escape(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }
}
