// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.declarative.internal.Part.Kind;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML into parts that know where they stand. Bounds keep a text that refers to itself again
 * and again from growing without end.
 */
final class ReadYaml {
  private static final int MOST_CHARACTERS = 1 << 18;
  private static final int MOST_PARTS = 20_000;
  private static final int DEEPEST = 40;
  private static final Place START = new Place(1, 1, "");

  private final List<Problem> problems;
  private int parts;

  private ReadYaml(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * @param problems to be added to
   * @return empty when nothing could be read
   */
  static Optional<Part> read(String text, List<Problem> problems) {
    if (text.length() > MOST_CHARACTERS) {
      problems.add(new Problem(START, "Has more than " + MOST_CHARACTERS + " characters"));
      return Optional.empty();
    }
    try {
      return new ReadYaml(problems).whole(text);
    } catch (MarkedYamlEngineException e) {
      problems.add(new Problem(placeOf(e.getProblemMark(), ""), words(e)));
    } catch (YamlEngineException e) {
      problems.add(new Problem(START, "Is no YAML: " + e.getMessage()));
    } catch (StackOverflowError e) {
      problems.add(new Problem(START, "Is nested too deeply"));
    }
    return Optional.empty();
  }

  private Optional<Part> whole(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel("the manifest").build();
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isEmpty()) {
      problems.add(new Problem(START, "Is empty; a manifest begins with 'connector: <its id>'"));
    }
    return root.map(node -> part(node, "", 0));
  }

  private Part part(Node node, String path, int depth) {
    Place place = placeOf(node.getStartMark(), path);
    if (++parts > MOST_PARTS || depth > DEEPEST) {
      throw new YamlEngineException("there is too much of it, or it refers to itself");
    }
    if (node instanceof MappingNode mapping) {
      return fields(mapping, place, depth);
    }
    if (node instanceof SequenceNode sequence) {
      List<Part> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(part(item, path + "[" + items.size() + "]", depth + 1));
      }
      return Part.ofItems(place, items);
    }
    ScalarNode scalar = (ScalarNode) node;
    return Part.ofValue(place, kindOf(scalar.getTag()), scalar.getValue());
  }

  private Part fields(MappingNode mapping, Place place, int depth) {
    Map<String, Part> fields = new LinkedHashMap<>();
    Map<String, Place> names = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        String name = key.getValue();
        String path = place.path().isEmpty() ? name : place.path() + "." + name;
        names.put(name, placeOf(key.getStartMark(), path));
        if (fields.put(name, part(tuple.getValueNode(), path, depth + 1)) != null) {
          problems.add(new Problem(placeOf(key.getStartMark(), path), "Stands here twice"));
        }
      } else {
        String message =
            "The name of a field must be a plain word; put a text with holes in quotes";
        problems.add(
            new Problem(placeOf(tuple.getKeyNode().getStartMark(), place.path()), message));
      }
    }
    return Part.ofFields(place, fields, names);
  }

  private static Kind kindOf(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Kind.WHOLE;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Kind.FRACTION;
    }
    if (tag.equals(Tag.BOOL)) {
      return Kind.FLAG;
    }
    return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.TEXT;
  }

  private static Place placeOf(Optional<Mark> mark, String path) {
    return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1, path))
        .orElse(new Place(1, 1, path));
  }

  private static String words(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    String hint =
        problem.contains("mapping values are not allowed")
            ? "; put a text that contains ': ' in quotes, or below a '|'"
            : problem.contains("cannot start any token") || problem.contains("expected ',' or")
                ? "; put a text with special characters in quotes"
                : "";
    return "Is no YAML: " + problem + hint;
  }
}
