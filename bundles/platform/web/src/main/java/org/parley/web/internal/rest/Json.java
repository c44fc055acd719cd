// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Locale;
import org.parley.api.Secret;

/**
 * JSON as the interface speaks it: strict when read; instants as text, constants in small letters.
 */
public final class Json {
  private static final int DEEPEST = 32;

  private Json() {}

  public static JsonMapper mapper() {
    var words = new SimpleModule();
    words.addSerializer(Enum.class, new Words());
    words.addKeySerializer(Enum.class, new WordKeys());
    words.addSerializer(Secret.class, new Veil());
    words.addSerializer(Locale.class, new LanguageTag());
    var limits = StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .addModules(new JavaTimeModule(), new Jdk8Module(), words)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
        .build();
  }

  /** A constant as the interface spells it: small letters, words joined by a dash. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @SuppressWarnings("rawtypes")
  private static final class Words extends JsonSerializer<Enum> {
    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(word(value));
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class WordKeys extends JsonSerializer<Enum> {
    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeFieldName(word(value));
    }
  }

  private static final class LanguageTag extends JsonSerializer<Locale> {
    @Override
    public void serialize(Locale value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toLanguageTag());
    }
  }

  private static final class Veil extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }
}
