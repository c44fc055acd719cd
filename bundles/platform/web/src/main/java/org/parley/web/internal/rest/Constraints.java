// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.BeanDescriptor;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The hub's one validator: Hibernate's, without expression language and service loader. */
@Component
public final class Constraints implements Validator {
  private final ValidatorFactory factory = factory();
  private final Validator validator = factory.getValidator();

  private static ValidatorFactory factory() {
    return Validation.byProvider(HibernateValidator.class)
        .providerResolver(() -> List.of(new HibernateValidator()))
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory();
  }

  @Deactivate
  void close() {
    factory.close();
  }

  @Override
  public <T> Set<ConstraintViolation<T>> validate(T object, Class<?>... groups) {
    return validator.validate(object, groups);
  }

  @Override
  public <T> Set<ConstraintViolation<T>> validateProperty(
      T object, String propertyName, Class<?>... groups) {
    return validator.validateProperty(object, propertyName, groups);
  }

  @Override
  public <T> Set<ConstraintViolation<T>> validateValue(
      Class<T> beanType, String propertyName, Object value, Class<?>... groups) {
    return validator.validateValue(beanType, propertyName, value, groups);
  }

  @Override
  public BeanDescriptor getConstraintsForClass(Class<?> type) {
    return validator.getConstraintsForClass(type);
  }

  /**
   * Whoever asks for a {@link Validator} gets one that shares nothing: Hibernate's keeps the
   * classes that it has met, and those of a bundle that comes and goes must go with it.
   */
  @Override
  public <T> T unwrap(Class<T> type) {
    return type == Validator.class ? type.cast(factory().getValidator()) : validator.unwrap(type);
  }

  @Override
  public ExecutableValidator forExecutables() {
    return validator.forExecutables();
  }
}
