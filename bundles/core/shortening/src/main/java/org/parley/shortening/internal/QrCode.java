// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A QR code with its quiet zone, drawn without the desktop classes of the JDK. */
final class QrCode {
  private static final int QUIET = 4;
  private static final int PNG_WIDTH = 512;
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final String text;
  private final ByteMatrix modules;
  private final int width;

  /** The code of an address; a quarter of it may be damaged. */
  QrCode(String text) {
    this.text = text;
    try {
      modules = Encoder.encode(text, ErrorCorrectionLevel.Q).getMatrix();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("No QR code holds '" + text + "'", tooLong);
    }
    width = modules.getWidth() + 2 * QUIET;
  }

  byte[] svg() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < width; y++) {
      for (int x = 0; x < width; x++) {
        if (isDark(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img" shape-rendering="crispEdges">
        <title>%2$s</title><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%3$s"/></svg>
        """
        .formatted(width, text.replace("&", "&amp;").replace("<", "&lt;"), path)
        .getBytes(UTF_8);
  }

  /** One bit a pixel, as large as the least whole scale of 512 pixels or more. */
  byte[] png() {
    int scale = (PNG_WIDTH + width - 1) / width;
    int side = scale * width;
    ByteBuffer header =
        ByteBuffer.allocate(13).putInt(side).putInt(side).put(new byte[] {1, 0, 0, 0, 0});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PNG_SIGNATURE);
    writeChunk(out, "IHDR", header.array());
    writeChunk(out, "IDAT", deflate(pixels(scale, side)));
    writeChunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private boolean isDark(int x, int y) {
    int column = x - QUIET;
    int row = y - QUIET;
    boolean within =
        column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight();
    return within && modules.get(column, row) == 1;
  }

  private byte[] pixels(int scale, int side) {
    int rowLength = 1 + (side + 7) / 8;
    byte[] pixels = new byte[rowLength * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (!isDark(x / scale, y / scale)) {
          pixels[y * rowLength + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
        }
      }
    }
    return pixels;
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + 64];
      int length = deflater.deflate(out);
      return ByteBuffer.allocate(length).put(out, 0, length).array();
    } finally {
      deflater.end();
    }
  }

  private static void writeChunk(ByteArrayOutputStream out, String type, byte[] content) {
    CRC32 check = new CRC32();
    check.update(type.getBytes(ISO_8859_1));
    check.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(type.getBytes(ISO_8859_1));
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
