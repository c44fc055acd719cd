// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.parley.api.connectors.Choice;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Jwt;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.Proof;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.connectors.Text;
import org.parley.api.connectors.Who;

/**
 * Reads how an account signs in. What the hub does by itself has texts whose holes are names alone:
 * of settings, and of what a sign-in brings.
 */
final class ReadSignIn {
  private static final Pattern HOLE =
      Pattern.compile("\\$\\{(?:settings\\.)?([A-Za-z][A-Za-z0-9_.-]*(?:#[12])?)}");

  /** What fills holes beside settings, and beside what the manifest has the hub learn. */
  private static final Set<String> KNOWN =
      Set.of(
          "app.id",
          "app.secret",
          "token",
          "refresh",
          "redirect",
          "scopes",
          "hub",
          "who.id",
          "who.name",
          "pds");

  private static final Duration AHEAD = Duration.ofMinutes(1);
  private static final Duration STATEMENT = Duration.ofMinutes(5);

  private final Set<String> names = new TreeSet<>(KNOWN);
  private final List<Problem> problems;

  /**
   * @param problems to be added to
   */
  ReadSignIn(List<Problem> problems) {
    this.problems = problems;
  }

  SignIn read(Part manifest) {
    Optional<Part> way = manifest.find("signIn");
    if (way.isEmpty()) {
      return new SignIn.None();
    }
    Map.Entry<String, Part> chosen = way.get().fields().entrySet().iterator().next();
    Part part = chosen.getValue();
    names.addAll(manifest.group("settings").keySet());
    names.addAll(part.group("facts").keySet());
    part.find("choice").ifPresent(choice -> names.addAll(choice.group("facts").keySet()));
    return switch (chosen.getKey()) {
      case "session" -> new SignIn.Session(Words.span(part, "ahead", AHEAD));
      case "oauth2" -> oauth2(part);
      case "oauth1" -> oauth1(part);
      case "jwt" -> new SignIn.SelfSigned(jwt(part), proof(part.find("proof")));
      case "atproto" ->
          new SignIn.Atproto(
              text(part, "handle"),
              text(part, "resolver"),
              text(part, "directory"),
              words(part, "scopes"));
      default -> new SignIn.Key();
    };
  }

  private OAuth2 oauth2(Part part) {
    return new OAuth2(
        grant(part),
        text(part, "token"),
        client(part.get("client")),
        new OAuth2.Scopes(words(part, "scopes"), part.findText("separator").orElse(" ")),
        renewal(part),
        part.find("life").map(ReadSignIn::life).orElse(OAuth2.Life.AS_TOLD),
        part.find("longer").map(this::exchange),
        proof(part.find("proof")),
        part.find("who").map(this::who).orElse(Who.untold()),
        plain(part, "facts"),
        part.find("choice").map(this::choice),
        findText(part, "revocation"));
  }

  private OAuth2.Grant grant(Part part) {
    return switch (part.getText("grant")) {
      case "code" ->
          new OAuth2.Code(
              needed(part, "authorize"),
              !part.findText("pkce").filter("false"::equals).isPresent(),
              findText(part, "pushed"),
              findText(part, "issuer"),
              constants(part, "parameters"));
      case "device" -> new OAuth2.Device(needed(part, "device"));
      case "credentials" -> new OAuth2.Credentials(texts(part, "parameters"));
      case "password" -> new OAuth2.Password(needed(part, "user"), needed(part, "password"));
      default -> new OAuth2.Assertion(jwt(part.find("jwt").orElse(part)));
    };
  }

  /** Of a person the refresh token is used unless something else is said. */
  private OAuth2.Renewal renewal(Part part) {
    boolean person = List.of("code", "device").contains(part.getText("grant"));
    boolean rotates = !part.findText("rotates").filter("false"::equals).isPresent();
    return switch (part.findText("renewal").orElse(person ? "refresh" : "again")) {
      case "refresh" -> new OAuth2.Refresh(rotates);
      case "again" -> new OAuth2.Again();
      case "exchange" -> new OAuth2.ByExchange(exchange(part.find("exchange").orElse(part)));
      default -> new OAuth2.NoRenewal();
    };
  }

  private OAuth2.Exchange exchange(Part part) {
    return new OAuth2.Exchange(needed(part, "address"), texts(part, "parameters"));
  }

  private static OAuth2.Life life(Part part) {
    return new OAuth2.Life(
        part.findText("token").map(Duration::parse),
        part.findText("renewals").map(Duration::parse),
        Words.span(part, "ahead", AHEAD));
  }

  private SignIn oauth1(Part part) {
    return new SignIn.OAuth1(
        text(part, "request"),
        text(part, "authorize"),
        text(part, "access"),
        client(part.get("client")),
        constants(part, "parameters"),
        plain(part, "facts"));
  }

  private Jwt jwt(Part part) {
    return new Jwt(
        part.findText("algorithm")
            .map(word -> Words.constant(Jwt.Algorithm.class, word))
            .orElse(Jwt.Algorithm.HS256),
        part.findText("form")
            .map(word -> Words.constant(Jwt.Form.class, word))
            .orElse(Jwt.Form.TEXT),
        needed(part, "key"),
        texts(part, "header"),
        texts(part, "claims"),
        Words.span(part, "life", STATEMENT));
  }

  private Client client(Part part) {
    var by =
        part.findText("by")
            .map(word -> Words.constant(Client.Authentication.class, word))
            .orElse(Client.Authentication.POST);
    return new Client(origin(part), by, part.findText("idName").orElse("client_id"));
  }

  private Client.Origin origin(Part part) {
    return switch (part.getText("app")) {
      case "entered" ->
          new Client.Entered(
              findText(part, "instance"),
              part.find("help")
                  .map(help -> new Text(help.getText("en"), help.getText("de")))
                  .orElse(Text.NONE));
      case "registered" ->
          new Client.Registered(
              needed(part, "instance"),
              needed(part, "address"),
              part.isTrue("json"),
              texts(part, "parameters"));
      case "settings" -> new Client.OfSettings(needed(part, "id"), needed(part, "secret"));
      case "published" -> new Client.Published();
      default -> new Client.NoApp();
    };
  }

  private Proof proof(Optional<Part> shown) {
    if (shown.isEmpty()) {
      return Proof.bearer();
    }
    Part part = shown.get();
    return part.has("query")
        ? new Proof.Query(part.getText("query"), text(part, "value"))
        : new Proof.Header(part.findText("header").orElse("Authorization"), text(part, "value"));
  }

  private Who who(Part part) {
    String id = part.getText("id");
    String name = part.findText("name").orElse(id);
    if (!part.findText("in").filter("id-token"::equals).isPresent()) {
      requirePlaces(part);
    }
    return switch (part.findText("in").orElse("request")) {
      case "answer" -> new Who.InAnswer(id, name);
      case "id-token" -> new Who.InIdToken(id, name);
      default -> new Who.Asked(needed(part, "get"), id, name);
    };
  }

  /** Of an OpenID token these are names of claims, else places in JSON. */
  private void requirePlaces(Part who) {
    for (String field : List.of("id", "name")) {
      who.find(field)
          .filter(place -> !place.text().startsWith("/"))
          .ifPresent(
              place -> {
                String message = "Is '" + place.text() + "'; it must be a place such as /data/id";
                problems.add(new Problem(place.place(), message));
              });
    }
  }

  private Choice choice(Part part) {
    return new Choice(
        text(part, "get"),
        part.getText("list"),
        part.getText("id"),
        part.getText("name"),
        part.findText("token"),
        plain(part, "facts"),
        part.findText("next").map(place -> new Choice.More(place, part.findText("nextParameter"))));
  }

  private static List<String> words(Part part, String name) {
    return part.list(name).stream().map(Part::text).toList();
  }

  private static Map<String, String> plain(Part part, String name) {
    Map<String, String> words = new LinkedHashMap<>();
    part.group(name).forEach((field, value) -> words.put(field, value.text()));
    return words;
  }

  /** What a person's browser takes along is the same for everybody. */
  private Map<String, String> constants(Part part, String name) {
    part.group(name).values().stream()
        .filter(value -> value.text().contains("${"))
        .forEach(
            value ->
                problems.add(
                    new Problem(value.place(), "What the person's address says has no holes")));
    return plain(part, name);
  }

  private Map<String, Template> texts(Part part, String name) {
    Map<String, Template> texts = new LinkedHashMap<>();
    part.group(name).forEach((field, value) -> texts.put(field, text(value)));
    return texts;
  }

  private Optional<Template> findText(Part part, String name) {
    return part.find(name).map(this::text);
  }

  private Template text(Part part, String name) {
    return text(part.get(name));
  }

  /** What the schema demands of some grants alone. */
  private Template needed(Part part, String name) {
    if (!part.has(name)) {
      problems.add(new Problem(part.place(), "'" + name + "' is missing"));
      return Template.of("");
    }
    return text(part, name);
  }

  private Template text(Part part) {
    String text = HOLE.matcher(part.text()).replaceAll("{$1}");
    try {
      if (!text.contains("${")) {
        Template read = Template.of(text);
        requireKnown(part, read);
        return read;
      }
    } catch (IllegalArgumentException e) {
      // told as any other
    }
    String message = "Signing in fills holes that are names alone, such as ${settings.instance}";
    problems.add(new Problem(part.place(), message));
    return Template.of("");
  }

  private void requireKnown(Part part, Template read) {
    for (String name : read.names()) {
      if (!names.contains(name)) {
        String right =
            Spelling.nearest(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known are " + String.join(", ", names));
        problems.add(new Problem(part.place(), "Nothing is called '" + name + "'; " + right));
      }
    }
  }
}
