// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractIT extends FixedShapes {
  private static final Path OFFICIAL =
      Path.of(
          "src/test/npm/node_modules/@seriousme/openapi-schema-validator/schemas/v3.1/schema.json");
  private static final Pattern PATTERN =
      Pattern.compile("servlet\\.pattern\"[^>]*>\\s*/([^/\"*<\\s]+)");
  private static final String SITE = "https://www.example.org";
  private static final String VISIT =
      "{\"events\":[{\"type\":\"page.viewed\",\"url\":\"https://www.example.org/\"}],";

  ContractIT(@TempDir Path folder) throws Exception {
    super(folder, Map.of());
  }

  @Test
  void documentIsOneOfOpenApi31() throws Exception {
    assumeTrue(
        Files.exists(OFFICIAL), "The schema of OpenAPI is missing; run distribution/install/npm");
    JsonNode document = hub().api().document();
    JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    assertThat(document.path("openapi").asText()).startsWith("3.1.");
    assertThat(schemas.getSchema(Files.readString(OFFICIAL)).validate(document)).isEmpty();
    var schemaOfSchemas =
        schemas.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    for (JsonNode schema : document.at("/components/schemas")) {
      assertThat(schemaOfSchemas.validate(schema)).as("%s", schema).isEmpty();
    }
  }

  @Test
  void takesReportsOfRegisteredSitesAlone() {
    hub().make("/sites", Map.of("origin", SITE));

    for (String type : List.of("application/json", "text/plain", "text/plain;charset=UTF-8")) {
      HttpResponse<String> answer = report(VISIT + "\"consent\":\"none\"}", type, SITE);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SITE);
    }
    HttpResponse<String> foreign =
        report(VISIT + "\"consent\":\"none\"}", "text/plain", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<String> asked =
        hub()
            .open(
                hub()
                    .request("/t")
                    .header("Origin", SITE)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
  }

  @Test
  void remembersNobodyWithoutEvidenceOrAgainstTheirWill() {
    HttpResponse<String> unproven = report(VISIT + "\"consent\":\"key\"}", "text/plain", "");
    String agreed = VISIT + "\"consent\":\"key\",\"evidence\":\"Banner 1: yes\"}";

    assertThat(unproven.statusCode()).isEqualTo(422);
    assertThat(unproven.body()).contains("#/evidence");
    assertThat(report(agreed, "text/plain", "").headers().firstValue("Set-Cookie")).isPresent();
    for (String objection : List.of("Sec-GPC", "DNT")) {
      HttpResponse<String> answer =
          hub()
              .open(
                  hub()
                      .request("/t")
                      .header("Content-Type", "text/plain")
                      .header(objection, "1")
                      .POST(BodyPublishers.ofString(agreed)));
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.headers().firstValue("Set-Cookie")).as(objection).isEmpty();
    }
  }

  @Test
  void answersAtItsFixedAddresses() {
    hub()
        .make(
            "/forms",
            Map.of(
                "slug", "letter",
                "title", "The letter",
                "language", "en",
                "fields", List.of(Map.of("name", "name", "label", "Your name")),
                "purpose", "newsletter",
                "consentText", "Yes, write to me",
                "thanks", "Thank you"));

    assertPage("/f/letter", 200, "text/html", "The letter");
    assertPage("/f/unknown", 404, "text/html", "");
    assertPage("/p/unknown", 404, "text/html", "");
    assertPage("/t.js", 200, "text/javascript", "");
    assertPage("/health", 200, "application/json", "");
    assertPage("/metrics", 200, "text/plain", "parley_redirects_total");
    assertPage("/robots.txt", 200, "text/plain", "Disallow: /console");
    assertPage("/api/v1/openapi.json", 200, "application/json", "\"openapi\":\"3.1.0\"");
    HttpResponse<String> console = hub().open(hub().request("/console").GET());
    assertThat(console.statusCode()).isIn(302, 303);
    assertThat(console.headers().firstValue("Location").orElse("")).contains("/console/sign-in");
  }

  @Test
  void noLinkTakesThePlaceOfAPage() throws Exception {
    Set<String> taken = new TreeSet<>(Set.of("f", "p", "s", "t"));
    try (Stream<Path> files = Files.walk(hub().home().resolveSibling("unpacked"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        taken.addAll(served(jar));
      }
    }
    assertThat(taken).contains("api", "console", "health", "hooks", "metrics");
    for (String first : taken) {
      HttpResponse<String> answer =
          hub().send("POST", "/links", Map.of("target", "https://example.org/", "slug", first));
      assertThat(answer.statusCode()).as(first).isEqualTo(422);
      assertThat(answer.body()).contains("#/slug");
    }
  }

  private static Set<String> served(Path jar) throws Exception {
    Set<String> found = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
        if (entry.getName().matches("OSGI-INF/[^/]*\\.xml")) {
          String xml = new String(file.getInputStream(entry).readAllBytes());
          PATTERN.matcher(xml).results().forEach(match -> found.add(match.group(1)));
        }
      }
    }
    return found;
  }

  private void assertPage(String path, int status, String type, String text) {
    HttpResponse<String> page = hub().open(hub().request(path).GET());
    assertThat(page.statusCode()).as("%s: %s", path, page.body()).isEqualTo(status);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(page.body()).contains(text);
  }

  private HttpResponse<String> report(String body, String type, String origin) {
    var request = hub().request("/t").header("Content-Type", type);
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return hub().call(request, "POST", ServedHub.bytes(body));
  }
}
