// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.api.bus.BusRecord;
import org.parley.connectorkit.Courier.End;
import org.parley.testkit.FaultServer.Answer;

/** It has happened, and the answer is not what it used to be: nothing is lost, nothing doubled. */
final class AnswerChecks {
  private static final JsonMapper JSON = new JsonMapper();

  private final Handing handing;
  private final Optional<Answer> right;

  AnswerChecks(Handing handing) {
    this.handing = handing;
    right = handing.rig().rehearsal().answer(handing.sink());
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(misread("an empty body", Answer.of(200, "")));
    checks.add(misread("a 204 without a body", Answer.of(204, "")));
    checks.add(
        misread("a page in HTML", Answer.of(200, "<html>Hi</html>", "Content-Type: text/html")));
    checks.add(misread("no more than null", Answer.of(200, "null")));
    checks.add(misread("an empty object", Answer.of(200, "{}")));
    checks.add(misread("a list", Answer.of(200, "[]")));
    checks.add(misread("a number", Answer.of(200, "42")));
    checks.add(
        misread("another type of content", trial -> changed(trial, "application/octet-stream")));
    String none = "Its right answer is no JSON object";
    boolean json = tree().isPresent();
    checks.add(Check.of("half of its JSON", this::half).onlyIf(json, none));
    checks.add(Check.of("null in place of each value", this::nulls).onlyIf(json, none));
    checks.add(Check.of("another type in place of each value", this::types).onlyIf(json, none));
    checks.add(Check.of("each value left out", this::without).onlyIf(json, none));
    checks.add(Check.of("fields that are new", this::more).onlyIf(json, none));
    checks.add(Check.of("an answer that it never understands", this::never));
    return checks;
  }

  private Check misread(String name, Answer answer) {
    return misread(name, trial -> handing.throughUnclear(trial, Trouble.after(answer)));
  }

  private static Check misread(String name, Check.Body body) {
    return Check.of(name, body);
  }

  private void changed(Trial trial, String type) {
    handing.throughUnclear(
        trial,
        Trouble.changed(
            answer -> Answer.of(answer.status(), answer.body(), "Content-Type: " + type)));
  }

  private void half(Trial trial) {
    handing.throughUnclear(
        trial,
        Trouble.changed(
            answer ->
                Answer.of(
                    answer.status(), answer.body().substring(0, answer.body().length() / 2))));
  }

  private void nulls(Trial trial) {
    eachField(trial, (tree, field) -> tree.putNull(field));
  }

  private void types(Trial trial) {
    eachField(
        trial,
        (tree, field) -> {
          JsonNode value = tree.get(field);
          if (value.isValueNode()) {
            tree.putArray(field).addObject().put("was", value.asText());
          } else {
            tree.put(field, "now a text");
          }
        });
  }

  private void without(Trial trial) {
    eachField(trial, (tree, field) -> tree.remove(field));
  }

  private void eachField(Trial trial, Change change) {
    int count = 0;
    List<String> fields = new ArrayList<>();
    tree().orElseThrow().fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      trial.system().meets(handing.sink(), Trouble.changed(answer -> with(answer, field, change)));
      BusRecord record = trial.sample(handing.goods(), "Hello");
      End end = trial.deliver(record);
      count++;
      assertThat(trial.held(handing.goods())).as("Held, with '%s' changed", field).isEqualTo(count);
      if (!handing.isUnsafe() || end.done()) {
        assertThat(trial.done(handing.goods(), record))
            .as("What is told of success, with '%s' changed", field)
            .singleElement()
            .satisfies(AnswerChecks::named);
      }
    }
  }

  private void more(Trial trial) {
    trial
        .system()
        .meets(
            handing.sink(),
            Trouble.changed(
                answer ->
                    with(
                        answer,
                        "",
                        (tree, field) -> {
                          tree.put("addedLastWeek", true);
                          tree.putObject("addedToo").putArray("list").add(1).addNull();
                        })));
    BusRecord record = trial.sample(handing.goods(), "Hello");
    End end = trial.deliver(record);
    handing.arrivedOnce(trial, record, end);
    assertThat(end.attempts()).as("Attempts").isEqualTo(1);
  }

  private void never(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().suffers(handing.sink(), Trouble.after(Answer.of(200, "{\"id\": null}")));
    trial.deliver(record);
    assertThat(trial.held(handing.goods())).as("How often the system holds it").isEqualTo(1);
    assertThat(trial.done(handing.goods(), record))
        .as("What is told of success")
        .hasSizeLessThanOrEqualTo(1)
        .allSatisfy(AnswerChecks::named);
  }

  private static void named(BusRecord told) {
    assertThat(Goods.remoteId(told.data())).isNotIn(Optional.of(""), Optional.of("null"));
  }

  private Optional<ObjectNode> tree() {
    return right.flatMap(AnswerChecks::read);
  }

  private static Optional<ObjectNode> read(Answer answer) {
    try {
      return JSON.readTree(answer.body()) instanceof ObjectNode tree && !tree.isEmpty()
          ? Optional.of(tree)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Answer with(Answer answer, String field, Change change) {
    ObjectNode tree = read(answer).orElseThrow();
    change.to(tree, field);
    return Answer.of(answer.status(), tree.toString());
  }

  @FunctionalInterface
  private interface Change {
    void to(ObjectNode tree, String field);
  }
}
