// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a component that is marked {@link org.parley.api.bus.Personal} encrypted, when the writer
 * bears a {@link Sealer}. What says nothing is written as it is.
 */
final class SealedPart extends BeanPropertyWriter {
  private static final long serialVersionUID = 1;

  /** Of the blank values: a text, a list, an object. */
  private static final Set<String> BLANK = Set.of("\"\"", "[]", "{}", "null");

  private static final int LONGEST_BLANK = 4;
  private static final int USUAL = 256;

  /** What stands before a value besides its name: a brace, two quotes, a colon. */
  private static final int AROUND_NAME = 4;

  private final JsonFactory parts;

  /**
   * @param parts has buffers of its own, for those of the record that is being written are in use
   */
  private SealedPart(BeanPropertyWriter plain, JsonFactory parts) {
    super(plain);
    this.parts = parts;
  }

  /** Has personal parts of records written so. */
  static SimpleModule module() {
    SimpleModule module = new SimpleModule("personal");
    module.setSerializerModifier(new OfRecords());
    return module;
  }

  @Override
  public void serializeAsField(Object bean, JsonGenerator out, SerializerProvider provider)
      throws Exception {
    if (!(provider.getAttribute(Sealer.class) instanceof Sealer sealer) || !sealer.enters()) {
      super.serializeAsField(bean, out, provider);
      return;
    }
    try {
      byte[] value = value(bean, provider);
      if (isBlank(value)) {
        super.serializeAsField(bean, out, provider);
      } else {
        out.writeObjectFieldStart(getName());
        out.writeBinaryField(PersonalParts.SEALED, sealer.seal(value));
        out.writeEndObject();
      }
    } finally {
      sealer.leaves();
    }
  }

  /** The value as JSON, empty where it is left out. */
  private byte[] value(Object bean, SerializerProvider provider) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator alone = parts.createGenerator(bytes)) {
      alone.writeStartObject();
      super.serializeAsField(bean, alone, provider);
      alone.writeEndObject();
    }
    byte[] object = bytes.toByteArray();
    int from = Math.min(AROUND_NAME + getName().length(), object.length - 1);
    return Arrays.copyOfRange(object, from, object.length - 1);
  }

  private static boolean isBlank(byte[] value) {
    return value.length <= LONGEST_BLANK
        && (value.length == 0 || BLANK.contains(new String(value, UTF_8)));
  }

  /** Finds the components that are marked. */
  private static final class OfRecords extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    private final JsonFactory parts =
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> writers) {
      Set<String> personal = new HashSet<>(PersonalParts.names(bean.getBeanClass()));
      writers.replaceAll(
          writer -> personal.contains(writer.getName()) ? new SealedPart(writer, parts) : writer);
      return writers;
    }
  }
}
