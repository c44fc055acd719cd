// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The settings of one built bundle: what it describes, and what its components are handed.
 *
 * @param described for people
 * @param used names that its components have values for
 * @param variables of the environment that its classes name
 */
record BuiltSettings(List<Setting> described, Set<String> used, Set<String> variables) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          entry("String", "text"),
          entry("Integer", "number"),
          entry("Long", "number"),
          entry("Boolean", "true or false"));

  private static final Pattern VARIABLE = Pattern.compile("PARLEY_[A-Z_]+");

  /** Not ours to set: they tell others what a component is. */
  private static final String PROPERTIES_OF_SERVICES = "(osgi|hc|service|felix)\\..*";

  static BuiltSettings read(Path jar) {
    List<Setting> described = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    Set<String> variables = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/metatype/.+\\.xml")) {
          describe(parse(file, entry), described);
        } else if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
          used.addAll(propertiesOf(parse(file, entry)));
        } else if (entry.getName().matches("org/parley/.+\\.class")) {
          collectVariables(file, entry, variables);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuiltSettings(described, used, variables);
  }

  private static void describe(Document document, List<Setting> described) {
    String pid = elements(document, "Designate").get(0).getAttribute("pid");
    for (Element each : elements(document, "AD")) {
      described.add(
          new Setting(
              pid,
              each.getAttribute("id"),
              TYPES.get(each.getAttribute("type"))
                  + (each.hasAttribute("cardinality") ? ", several" : ""),
              each.getAttribute("default"),
              each.getAttribute("description")));
    }
  }

  private static void collectVariables(JarFile file, JarEntry entry, Set<String> variables)
      throws IOException {
    try (var in = file.getInputStream(entry)) {
      String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      VARIABLE.matcher(constants).results().forEach(found -> variables.add(found.group()));
    }
  }

  private static Set<String> propertiesOf(Document component) {
    Set<String> names = new TreeSet<>();
    for (Element each : elements(component, "property")) {
      String name = each.getAttribute("name");
      if (!name.matches(PROPERTIES_OF_SERVICES)) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document parse(JarFile file, JarEntry entry) throws IOException {
    try (var in = file.getInputStream(entry)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file.getName() + "!" + entry.getName() + " cannot be read", e);
    }
  }

  /** One line of a settings file. */
  record Setting(String pid, String name, String type, String preset, String meaning) {}
}
