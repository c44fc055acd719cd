// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the kernel keeps of files in memory. */
final class PageCache {
  private PageCache() {}

  /** Makes the next reader of a folder go to the disk; needs no rights beyond reading. */
  static void forget(Path folder) throws IOException, InterruptedException {
    Shell.run(List.of("sync", "-f", folder.toString()));
    Shell.run(
        List.of(
            "find",
            folder.toString(),
            "-type",
            "f",
            "-exec",
            "dd",
            "if={}",
            "iflag=nocache",
            "count=0",
            "status=none",
            ";"));
  }
}
