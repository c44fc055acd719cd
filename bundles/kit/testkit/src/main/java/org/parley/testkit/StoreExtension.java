// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.parley.api.store.Store;

/** Invokes each test template once for each database. */
final class StoreExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return TestStore.Kind.chosen().stream().map(OnDatabase::new);
  }

  private record OnDatabase(TestStore.Kind kind) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return kind.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new StoreParameter(kind));
    }
  }

  /** One for each invocation: the first parameter that asks finds the tables emptied. */
  private static final class StoreParameter
      implements TestInstancePreConstructCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace OPENED = Namespace.create(StoreParameter.class);

    private final TestStore.Kind kind;
    private boolean emptied;

    StoreParameter(TestStore.Kind kind) {
      this.kind = kind;
    }

    /** Skips here: a parameter that cannot be resolved would count as a failure. */
    @Override
    public void preConstructTestInstance(
        TestInstanceFactoryContext factory, ExtensionContext context) {
      kind.require();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      kind.require();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == Store.class || type == TestStore.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      TestStore opened = ofClass(context);
      if (!emptied) {
        opened.empty();
        emptied = true;
      }
      return parameter.getParameter().getType() == Store.class ? opened.store() : opened;
    }

    private TestStore ofClass(ExtensionContext context) {
      Class<?> type = context.getRequiredTestClass();
      ExtensionContext holder = context;
      while (holder.getTestMethod().isPresent() && holder.getParent().isPresent()) {
        holder = holder.getParent().get();
      }
      String key = type.getName() + " " + kind;
      return holder
          .getStore(OPENED)
          .getOrComputeIfAbsent(key, ignored -> TestStore.open(kind, rooms(type)), TestStore.class);
    }

    private static String[] rooms(Class<?> type) {
      return AnnotationSupport.findAnnotation(type, StoreTest.class).orElseThrow().room();
    }
  }
}
