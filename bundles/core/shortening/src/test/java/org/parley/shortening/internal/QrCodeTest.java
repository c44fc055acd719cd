// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  private static final String ADDRESS = "https://go.example.org/spring?a=1&b=<2>";

  @Test
  void aScannerReadsThePicture() throws IOException, ReaderException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(new QrCode(ADDRESS).png()));
    assertThat(image.getWidth()).isBetween(512, 600).isEqualTo(image.getHeight());
    assertThat(scan(image)).isEqualTo(ADDRESS);
  }

  @Test
  void aScannerReadsTheDrawing() throws Exception {
    byte[] svg = new QrCode(ADDRESS).svg();
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement();
    assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(ADDRESS);
    assertThat(scan(painted(new String(svg, UTF_8)))).isEqualTo(ADDRESS);
  }

  private static BufferedImage painted(String svg) {
    var box = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
    assertThat(box.find()).isTrue();
    int width = Integer.parseInt(box.group(1));
    BufferedImage image = new BufferedImage(width * 4, width * 4, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.fillRect(0, 0, width * 4, width * 4);
    graphics.setColor(java.awt.Color.BLACK);
    var modules = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
    while (modules.find()) {
      graphics.fillRect(
          4 * Integer.parseInt(modules.group(1)), 4 * Integer.parseInt(modules.group(2)), 4, 4);
    }
    return image;
  }

  private static String scan(BufferedImage image) throws ReaderException {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
