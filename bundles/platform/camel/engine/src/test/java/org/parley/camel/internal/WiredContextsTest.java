// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WiredContextsTest {

  private final CamelContext context =
      new WiredContexts().create("sample", getClass().getClassLoader());

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  @Test
  void convertsTypesBeforeItStarts() {
    assertThat(context.getTypeConverter().convertTo(InputStream.class, "Moin")).isNotNull();
  }

  @Test
  void bearsTheNameItWasGiven() {
    assertThat(context.getName()).isEqualTo("sample");
  }

  @Test
  void looksNowhereElseThanInItsView() throws Exception {
    try (var foreign = new URLClassLoader("foreign", new URL[0], new Foreign())) {
      Thread.currentThread().setContextClassLoader(foreign);
      assertThat(context.getClassResolver().resolveClass("org.example.Elsewhere")).isNull();
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

  @Test
  void runsStepsUnderItsViewAndGivesTheThreadBack() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    context.addRoutes(loaderRoute());
    context.start();

    try (var template = context.createProducerTemplate()) {
      assertThat(template.requestBody("direct:loader", null, ClassLoader.class))
          .isSameAs(context.getApplicationContextClassLoader());
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void givesThreadsThatItStartsItsView() throws Exception {
    context.start();
    ExecutorService threads =
        context.getExecutorServiceManager().newSingleThreadExecutor(this, "sample");

    assertThat(threads.submit(() -> Thread.currentThread().getContextClassLoader()).get())
        .isSameAs(context.getApplicationContextClassLoader());
  }

  @Test
  void saysWhichComponentIsMissing() {
    assertThatThrownBy(() -> context.getEndpoint("telegraph:office"))
        .hasMessageContaining("telegraph");
  }

  @Test
  void readsJsonThatSaysMoreThanIsAsked() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:json").unmarshal().json(Town.class);
          }
        });
    context.start();

    try (var template = context.createProducerTemplate()) {
      assertThat(template.requestBody("direct:json", "{\"name\": \"Kiel\", \"sea\": true}"))
          .isEqualTo(new Town("Kiel"));
    }
  }

  record Town(String name) {}

  private static RouteBuilder loaderRoute() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:loader")
            .process(e -> e.getMessage().setBody(Thread.currentThread().getContextClassLoader()));
      }
    };
  }

  /** Knows a class that no bundle has. */
  private static final class Foreign extends ClassLoader {

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("org.example.Elsewhere")) {
        return Foreign.class;
      }
      throw new ClassNotFoundException(name);
    }
  }
}
