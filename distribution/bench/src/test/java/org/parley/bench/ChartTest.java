// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private final Chart chart =
      new Chart("redirect", "Redirects < a second", List.of("Parley", "bare Jetty"));

  @Test
  void drawsABarForEachWhoWasMeasured() throws Exception {
    chart.group("one link", List.of(500.0, 1000.0), 700).group("many", List.of(250.0, 0.0));

    Element svg = parsed();

    NodeList bars = svg.getElementsByTagName("rect");
    // The ground and two bars of the legend come first.
    assertThat(bars.getLength()).isEqualTo(1 + 2 + 4);
    double half = width(bars, 3);
    assertThat(width(bars, 4)).isEqualTo(2 * half);
    assertThat(width(bars, 5)).isEqualTo(half / 2);
    assertThat(width(bars, 6)).isZero();
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
    assertThat(svg.getTextContent()).contains("Redirects < a second", "one link", "1,000");
  }

  @Test
  void isThereForReadersOfTheDocument() {
    String text = new Result(List.of(), List.of("As measured."), List.of(chart)).markdown();

    assertThat(text).contains("![Redirects < a second](images/redirect.svg)");
  }

  private Element parsed() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(chart.svg())))
        .getDocumentElement();
  }

  private static double width(NodeList bars, int at) {
    return Double.parseDouble(((Element) bars.item(at)).getAttribute("width"));
  }
}
