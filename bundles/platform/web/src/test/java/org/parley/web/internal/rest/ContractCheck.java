// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Holds answers against the one document, with JSON Schema 2020-12 as OpenAPI 3.1 has it. */
final class ContractCheck {
  private static final String HOME = "https://parley.example/openapi.json";

  private final JsonMapper mapper = new JsonMapper();
  private final Contract contract;
  private final JsonSchemaFactory schemas;

  ContractCheck(Contract contract) throws Exception {
    this.contract = contract;
    String text = mapper.writeValueAsString(contract.document());
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(iri -> iri.equals(HOME) ? text : null)));
  }

  void check(HttpRequest request, HttpResponse<String> answer) throws Exception {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() >= 400) {
      assertThat(type).isEqualTo("application/problem+json");
      validate("/components/schemas/Problem", answer);
      return;
    }
    if (request.method().equals("OPTIONS") || answer.statusCode() == 304) {
      return;
    }
    var match =
        contract.match(request.method(), request.uri().getPath().substring("/api/v1".length()));
    String method = match.operation().method().toLowerCase(java.util.Locale.ROOT);
    String path = match.operation().path().replace("~", "~0").replace("/", "~1");
    String responses = "/paths/" + path + "/" + method + "/responses/" + answer.statusCode();
    JsonNode response = contract.document().at(responses);
    assertThat(response.isObject()).as("%s is documented", responses).isTrue();
    for (String header : List.of("ETag", "Location")) {
      assertThat(answer.headers().firstValue(header).isPresent())
          .as("%s of %s is there as declared", header, responses)
          .isEqualTo(response.path("headers").has(header));
    }
    if (request.method().equals("HEAD") || answer.statusCode() == 204) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    assertThat(response.path("content").has(type)).as("%s of %s", type, responses).isTrue();
    if (type.equals("application/json")) {
      validate(responses + "/content/application~1json/schema", answer);
    }
  }

  private void validate(String pointer, HttpResponse<String> answer) throws Exception {
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    var schema = schemas.getSchema(SchemaLocation.of(HOME + "#" + pointer), config);
    assertThat(schema.validate(mapper.readTree(answer.body())))
        .as("%s %s against %s", answer.statusCode(), answer.body(), pointer)
        .isEmpty();
  }
}
