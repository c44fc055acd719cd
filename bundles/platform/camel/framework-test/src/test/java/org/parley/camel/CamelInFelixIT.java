// SPDX-License-Identifier: Apache-2.0
package org.parley.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aQute.bnd.osgi.Builder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

class CamelInFelixIT {

  private static final String COMPONENT = "org.parley.camel.component";

  private static Framework framework;

  private Bundle sample;

  @BeforeAll
  static void startFramework(@TempDir Path storage) throws Exception {
    framework = new Framework(storage);
    framework.start(
        "pax-logging-api",
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.scr",
        "org.apache.felix.http.servlet-api",
        "jackson-annotations",
        "jackson-core",
        "jackson-databind",
        "jakarta.validation-api",
        "api",
        "camel-engine",
        "camel-pack-http",
        "camel-pack-mail",
        "camel-pack-kafka");
  }

  @AfterAll
  static void stopFramework() throws Exception {
    framework.close();
  }

  @BeforeEach
  void deploySample() throws Exception {
    sample = framework.install("sample", pack("http", "smtp", "kafka"));
    sample.start();
  }

  @AfterEach
  void removeSample() throws BundleException {
    if (sample.getState() != Bundle.UNINSTALLED) {
      sample.uninstall();
    }
  }

  @Test
  void postsRecordAsJsonAndReadsTheAnswer() throws Exception {
    AtomicReference<String> received = new AtomicReference<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/posts",
        exchange -> {
          received.set(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "{\"id\":\"p-1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:%d/posts".formatted(server.getAddress().getPort());

      assertThat(ask("direct:post", Map.of("body", "Moin", "address", address))).isEqualTo("p-1");
      assertThat(received.get()).isEqualTo("{\"text\":\"Moin\",\"length\":4}");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void sendsMailInTwoFormsFromAnyThread() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      String address = "smtp://127.0.0.1:" + mail.getSmtp().getPort();

      ask("direct:mail", Map.of("body", "Schön, dass du da bist", "address", address));

      var message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Grüße aus Parley");
      var parts = (MimeMultipart) message.getContent();
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Schön, dass du da bist");
      assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Schön, dass du da bist</p>");
    } finally {
      mail.stop();
    }
  }

  @Test
  void givesThreadsOfTheContextItsView() {
    assertThat(ask("direct:queue", Map.of("body", ""))).isEqualTo("sample");
  }

  @Test
  void loadsRoutesWrittenInYaml() {
    assertThat(ask("direct:shout", Map.of("body", "Moin"))).isEqualTo("Moin!");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.String,                           java.lang.Integer",
    "org.apache.camel.component.file.GenericFile, java.io.InputStream",
    "org.apache.camel.http.common.HttpMessage,   jakarta.servlet.http.HttpServletRequest",
    "jakarta.mail.Message,                       java.io.InputStream"
  })
  void findsTypeConvertersOfEngineAndPacks(String from, String to) {
    assertThat(ask("converter", Map.of("from", from, "to", to))).isEqualTo(true);
  }

  @Test
  void keepsOutOfTheManagementServer() {
    assertThat(ask("management", Map.of())).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.parley.camel.engine",
        "org.parley.camel.pack-http",
        "org.parley.camel.pack-mail",
        "org.parley.camel.pack-kafka"
      })
  void findsEveryComponentThatABundlePromises(String symbolicName) {
    assertThat(components(symbolicName))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ask("component", Map.of("name", name))).isEqualTo(true));
  }

  @Test
  void refusesConnectorWhosePackIsMissing() throws Exception {
    sample.uninstall();
    sample = framework.install("sample", pack("telegraph"));

    assertThatThrownBy(sample::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("(%s=telegraph)".formatted(COMPONENT));
  }

  @Test
  void hidesPacksThatTheConnectorDoesNotRequire() throws Exception {
    sample.uninstall();
    sample = framework.install("sample", pack("smtp"));
    sample.start();

    assertThat(ask("component", Map.of("name", "smtp"))).isEqualTo(true);
    assertThat(ask("component", Map.of("name", "http"))).isEqualTo(false);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object ask(String question, Map<String, Object> headers) {
    return framework.service(sample, BiFunction.class).apply(question, new HashMap<>(headers));
  }

  @SuppressWarnings("unchecked")
  private static List<String> components(String symbolicName) {
    BundleWiring wiring = framework.bundle(symbolicName).adapt(BundleWiring.class);
    BundleCapability capability = wiring.getCapabilities(COMPONENT).get(0);
    return (List<String>) Objects.requireNonNull(capability.getAttributes().get(COMPONENT));
  }

  /** Packs the sample connector into a bundle that requires these components. */
  private static InputStream pack(String... components) throws Exception {
    try (Builder builder = new Builder()) {
      builder.setBundleSymbolicName("org.parley.camel.sample");
      builder.setClasspath(new File[] {new File("target/test-classes")});
      builder.setPrivatePackage("org.parley.camel.sample");
      builder.setProperty("-noimportjava", "true");
      builder.setProperty("Require-Capability", requirements(components));
      builder.setImportPackage("org.jspecify.annotations;resolution:=optional,*");
      var content = new ByteArrayOutputStream();
      builder.build().write(content);
      assertThat(builder.getErrors()).isEmpty();
      return new ByteArrayInputStream(content.toByteArray());
    }
  }

  private static String requirements(String... components) {
    StringBuilder clauses = new StringBuilder();
    for (String component : components) {
      clauses.append(clauses.isEmpty() ? "" : ",");
      clauses.append("%s;filter:=\"(%s=%s)\"".formatted(COMPONENT, COMPONENT, component));
    }
    return clauses.toString();
  }
}
