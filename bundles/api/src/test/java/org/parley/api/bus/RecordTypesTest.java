// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordTypesTest {
  @Test
  void listsEveryDataRecordOfTheApiOnce() {
    List<String> listed =
        Stream.concat(RecordTypes.ALL.stream(), RecordTypes.FREE.stream())
            .map(known -> known.data().getName())
            .toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(dataRecords());
  }

  @Test
  void listsEveryRecordUnderItsOwnTopicAndType() throws ReflectiveOperationException {
    for (RecordTypes.Known known : RecordTypes.ALL) {
      RecordData sample = (RecordData) sample(known.data());

      assertThat(sample.topic()).as(known.data().getSimpleName()).isEqualTo(known.topic());
      assertThat(sample.type()).as(known.data().getSimpleName()).isEqualTo(known.type());
    }
  }

  @Test
  void readsFreeTypesOfATopicAsItsFreeRecord() {
    assertThat(RecordTypes.find(Topics.INTERACTIONS, "webinar.joined"))
        .contains(org.parley.api.interactions.Interaction.class);
    assertThat(RecordTypes.find(Topics.LEADS, "lead.forgotten")).isEmpty();
  }

  private static List<String> dataRecords() {
    Path classes = Path.of("target", "classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.startsWith("org.parley.api.") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(RecordTypesTest::isDataRecord)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isDataRecord(String name) {
    try {
      Class<?> type = Class.forName(name);
      return type.isRecord()
          && RecordData.class.isAssignableFrom(type)
          && type != UnknownData.class;
    } catch (ClassNotFoundException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(RecordTypesTest::value).toArray();
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private static @Nullable Object value(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type.isPrimitive()) {
      return 0;
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == UUID.class) {
      return new UUID(0, 1);
    }
    return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
  }
}
