// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What strace has written about a process with all its threads: in which order calls began and
 * ended.
 */
final class SystemCalls {
  private static final Pattern BEGUN = Pattern.compile("^(\\d+)\\s+(\\w+)\\((\\d+)<([^>]*)>(.*)$");
  private static final Pattern RESUMED =
      Pattern.compile("^(\\d+)\\s+<\\.\\.\\. (\\w+) resumed>.*\\)\\s+= (-?\\d+).*$");
  private static final Pattern ENDED = Pattern.compile("\\)\\s+= (-?\\d+)[^\"]*$");
  private static final Set<String> WRITES =
      Set.of("write", "pwrite64", "writev", "pwritev", "sendto", "sendmsg");
  private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");
  private static final int NEVER = Integer.MAX_VALUE;

  private final List<Call> calls = new ArrayList<>();

  /**
   * @param path of the file or socket
   * @param said the rest of the line, which holds what was written
   */
  private record Call(String name, int handle, String path, String said, int begun) {}

  private record Ended(Call call, int at) {}

  private final List<Ended> ended = new ArrayList<>();

  SystemCalls(List<String> lines) {
    Map<String, Call> under = new HashMap<>();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      Matcher resumed = RESUMED.matcher(line);
      Matcher begun = BEGUN.matcher(line);
      if (resumed.matches()) {
        Call call = under.remove(resumed.group(1));
        end(call, at, resumed.group(3));
      } else if (begun.matches()) {
        Call call =
            new Call(
                begun.group(2),
                Integer.parseInt(begun.group(3)),
                begun.group(4),
                begun.group(5),
                at);
        calls.add(call);
        Matcher whole = ENDED.matcher(line);
        if (line.endsWith("<unfinished ...>")) {
          under.put(begun.group(1), call);
        } else if (whole.find()) {
          end(call, at, whole.group(1));
        }
      }
    }
  }

  private void end(@Nullable Call call, int at, String result) {
    if (call != null && !result.startsWith("-")) {
      ended.add(new Ended(call, at));
    }
  }

  /**
   * When something was durable: its write to such a file had ended where each write to that is
   * synchronous, else the next sync of the same file.
   *
   * @param synchronous the handles whose writes are
   */
  int durable(String text, Predicate<String> paths, Set<Integer> synchronous) {
    int earliest = NEVER;
    for (Ended write : ended) {
      if (isWrite(write.call, text) && paths.test(write.call.path)) {
        int at =
            synchronous.contains(write.call.handle) ? write.at : synced(write.call.path, write.at);
        earliest = Math.min(earliest, at);
      }
    }
    return earliest;
  }

  private int synced(String path, int after) {
    return ended.stream()
        .filter(sync -> SYNCS.contains(sync.call.name) && sync.call.path.equals(path))
        .filter(sync -> sync.call.begun > after)
        .mapToInt(Ended::at)
        .min()
        .orElse(NEVER);
  }

  /** When an answer with some text began to leave. */
  int answered(String text) {
    return calls.stream()
        .filter(call -> isWrite(call, text) && call.said.contains("HTTP/1.1 302"))
        .mapToInt(Call::begun)
        .min()
        .orElse(NEVER);
  }

  private static boolean isWrite(Call call, String text) {
    return WRITES.contains(call.name) && call.said.contains(text);
  }

  static boolean happened(int moment) {
    return moment != NEVER;
  }
}
