// SPDX-License-Identifier: Apache-2.0
package org.parley.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import aQute.bnd.osgi.Builder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static Bundle sample;

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
    sample = deploy("sample", "http", "smtp", "kafka");
  }

  @AfterAll
  static void stopFramework() throws Exception {
    framework.close();
  }

  @Test
  void postsRecordAsJsonAndReadsTheAnswer() throws Exception {
    try (var network = new Network()) {
      assertThat(post(sample, "Moin", network)).isEqualTo("p-1");
      assertThat(network.received()).isEqualTo("{\"text\":\"Moin\",\"length\":4}");
    }
  }

  @Test
  void sendsMailInTwoForms() throws Exception {
    GreenMail mail = mailbox();
    try {
      mail(sample, "Schön, dass du da bist", mail);

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
    assertThat(ask(sample, "direct:queue", Map.of("body", "")))
        .isEqualTo("org.parley.camel.sample");
  }

  @Test
  void loadsRoutesWrittenInYaml() {
    assertThat(ask(sample, "direct:shout", Map.of("body", "Moin"))).isEqualTo("Moin!");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.String,                           java.lang.Integer",
    "org.apache.camel.component.file.GenericFile, java.io.InputStream",
    "org.apache.camel.http.common.HttpMessage,   jakarta.servlet.http.HttpServletRequest",
    "jakarta.mail.Message,                       java.io.InputStream"
  })
  void findsTypeConvertersOfEngineAndPacks(String from, String to) {
    assertThat(ask(sample, "converter", Map.of("from", from, "to", to))).isEqualTo(true);
  }

  @Test
  void keepsOutOfTheManagementServer() {
    assertThat(ask(sample, "management", Map.of())).isEqualTo(false);
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
        .allSatisfy(
            name -> assertThat(ask(sample, "component", Map.of("name", name))).isEqualTo(true));
  }

  @Test
  void refusesConnectorWhosePackIsMissing() throws Exception {
    Bundle bundle = framework.install("refused", pack("refused", "telegraph"));

    assertThatThrownBy(bundle::start)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("(%s=telegraph)".formatted(COMPONENT));

    bundle.uninstall();
  }

  @Test
  void hidesPacksThatTheConnectorDoesNotRequire() throws Exception {
    Bundle bundle = deploy("mailer", "smtp");

    assertThat(ask(bundle, "component", Map.of("name", "smtp"))).isEqualTo(true);
    assertThat(ask(bundle, "component", Map.of("name", "http"))).isEqualTo(false);

    bundle.uninstall();
  }

  @Test
  void leavesNeitherThreadNorLoaderBehind() throws Exception {
    var loader = new WeakReference<>(useAndUninstall());

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
              assertThat(Thread.getAllStackTraces().keySet())
                  .noneMatch(thread -> thread.getName().contains("org.parley.camel.guest"));
            });
  }

  private static ClassLoader useAndUninstall() throws Exception {
    Bundle guest = deploy("guest", "http", "smtp");
    GreenMail mail = mailbox();
    try (var network = new Network()) {
      post(guest, "Moin", network);
      mail(guest, "Moin", mail);
      ask(guest, "direct:queue", Map.of("body", ""));
      assertThat(Thread.getAllStackTraces().keySet())
          .anyMatch(thread -> thread.getName().contains("org.parley.camel.guest"));
    } finally {
      mail.stop();
    }
    ClassLoader loader = guest.adapt(BundleWiring.class).getClassLoader();
    guest.uninstall();
    return loader;
  }

  private static Bundle deploy(String name, String... components) throws Exception {
    Bundle bundle = framework.install(name, pack(name, components));
    bundle.start();
    return bundle;
  }

  private static @Nullable Object post(Bundle connector, String text, Network network) {
    return ask(connector, "direct:post", Map.of("body", text, "address", network.address()));
  }

  private static void mail(Bundle connector, String text, GreenMail mail) {
    String address = "smtp://127.0.0.1:" + mail.getSmtp().getPort();
    ask(connector, "direct:mail", Map.of("body", text, "address", address));
  }

  private static GreenMail mailbox() {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object ask(
      Bundle connector, String question, Map<String, Object> headers) {
    return framework.service(connector, BiFunction.class).apply(question, new HashMap<>(headers));
  }

  @SuppressWarnings("unchecked")
  private static List<String> components(String symbolicName) {
    BundleWiring wiring = framework.bundle(symbolicName).adapt(BundleWiring.class);
    BundleCapability capability = wiring.getCapabilities(COMPONENT).get(0);
    return (List<String>) Objects.requireNonNull(capability.getAttributes().get(COMPONENT));
  }

  /** Packs the sample connector into a bundle that requires these components. */
  private static InputStream pack(String name, String... components) throws Exception {
    try (Builder builder = new Builder()) {
      builder.setBundleSymbolicName("org.parley.camel." + name);
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
