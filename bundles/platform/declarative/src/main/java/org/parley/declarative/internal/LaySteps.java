// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.MediaRules.Piece;
import org.parley.api.web.Fetcher;

/** Lays steps as Camel's, each with a description for whoever looks at the route. */
final class LaySteps {
  /** Where every call goes is in its header: an address among Camel's own could be no web page. */
  private static final String WEB =
      "http:manifest?throwExceptionOnFailure=false&copyHeaders=false&deleteWithBody=true";

  private static final int LARGEST = 32 << 20;

  private final Manifest manifest;
  private final Surroundings around;

  LaySteps(Manifest manifest, Surroundings around) {
    this.manifest = manifest;
    this.around = around;
  }

  ProcessorDefinition<?> lay(ProcessorDefinition<?> route, List<Step> steps) {
    ProcessorDefinition<?> at = route;
    for (Step step : steps) {
      at = lay(at, step);
    }
    return at;
  }

  /** Once for each picture. */
  ProcessorDefinition<?> layUpload(ProcessorDefinition<?> route, Manifest.Upload upload) {
    ProcessorDefinition<?> each =
        route
            .process(LaySteps::beginUploads)
            .loopDoWhile(exchange -> Conversation.of(exchange).hasNextImage())
            .description("for each picture")
            .process(this::fetch)
            .description("reads the picture");
    return lay(each, upload.steps())
        .process(exchange -> keep(upload, exchange))
        .description("keeps '" + upload.keep() + "' in uploads")
        .end();
  }

  /** Once something is known for sure, nothing more is asked. */
  private ProcessorDefinition<?> lay(ProcessorDefinition<?> route, Step step) {
    String condition = step.when().map(when -> "only if " + when).orElse("unless it is done");
    ProcessorDefinition<?> at =
        route.filter(exchange -> isTaken(step, exchange)).description(condition);
    if (step.again().isEmpty()) {
      return once(at, step).end();
    }
    return step.again().get() instanceof Step.Until until
        ? until(at, step, until).end()
        : chunks(at, step, (Step.Chunks) step.again().get()).end();
  }

  private static boolean isTaken(Step step, Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    return !conversation.isOver()
        && step.when().map(when -> when.holds(conversation.document())).orElse(true);
  }

  private ProcessorDefinition<?> once(ProcessorDefinition<?> at, Step step) {
    if (step.ask() instanceof Step.OfClass ofClass) {
      return at.process(exchange -> run(ofClass, step, exchange))
          .description("runs " + ofClass.name());
    }
    Step.Request request = (Step.Request) step.ask();
    String stays = step.name().map(name -> " as '" + name + "'").orElse("");
    return at.process(new Asking(request, manifest, around.fetcher()))
        .description("asks " + request.words())
        .to(WEB)
        .description("sends it")
        .process(new Hearing(step, request, manifest, around.clock()))
        .description("understands the answer" + stays);
  }

  private ProcessorDefinition<?> until(ProcessorDefinition<?> at, Step step, Step.Until until) {
    ProcessorDefinition<?> first = at.process(e -> Conversation.of(e).beginWaiting());
    return once(
            once(first, step)
                .loopDoWhile(exchange -> isOpen(until, exchange))
                .description("until " + until.that())
                .process(exchange -> pause(until, exchange))
                .description("waits " + until.pause()),
            step)
        .end();
  }

  private static boolean isOpen(Step.Until until, Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    return !conversation.isOver() && !until.that().holds(conversation.document());
  }

  /** What takes too long is tried again later, from the start. */
  private void pause(Step.Until until, Exchange exchange) throws InterruptedException {
    if (Conversation.of(exchange).hasWaited(until.within())) {
      String message =
          manifest.descriptor().name() + " was not ready within " + until.within().toSeconds();
      throw new ParleyException(Fault.REMOTE, message + " seconds");
    }
    TimeUnit.NANOSECONDS.sleep(until.pause().toNanos());
  }

  private ProcessorDefinition<?> chunks(ProcessorDefinition<?> at, Step step, Step.Chunks chunks) {
    ProcessorDefinition<?> each =
        at.process(exchange -> Conversation.of(exchange).beginChunks())
            .loopDoWhile(exchange -> Conversation.of(exchange).hasNextChunk())
            .description("for each " + chunks.bytes() + " bytes of the file")
            .process(exchange -> Conversation.of(exchange).nextChunk(chunks.bytes()));
    return once(each, step).end();
  }

  private static void run(Step.OfClass ofClass, Step step, Exchange exchange) throws Exception {
    Conversation conversation = Conversation.of(exchange);
    exchange.getMessage().setBody(conversation.document());
    ofClass.work().process(exchange);
    Object result = exchange.getMessage().getBody();
    conversation.heard(result == conversation.document() ? null : result, step.name());
  }

  private static void beginUploads(Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    Object images =
        conversation.document().get("post") instanceof Map<?, ?> post ? post.get("images") : null;
    conversation.beginUploads(images instanceof List<?> list ? list : new ArrayList<>());
  }

  private static void keep(Manifest.Upload upload, Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    conversation.keepUpload(
        upload
            .keep()
            .evaluate(conversation.document())
            .orElseThrow(() -> new IllegalStateException("There is no '" + upload.keep() + "'")));
  }

  private void fetch(Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    Map<?, ?> image = conversation.nextImage();
    URI address = URI.create(String.valueOf(image.get("address")));
    Fetcher.Fetched fetched = around.fetcher().fetch(wanted(address));
    String type = fetched.header("content-type").orElse("").replaceFirst(";.*", "").strip();
    requireFits(address, fetched, type);
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("address", address.toString());
    media.put("alt", String.valueOf(image.get("alt")));
    media.put("type", type);
    media.put("size", fetched.body().length);
    media.put("name", nameOf(address));
    media.put("number", number(conversation));
    conversation.put("media", media);
    conversation.takeFile(fetched.body());
  }

  /** As large as the system takes it, and more than is held in memory never. */
  private Fetcher.Wanted wanted(URI address) {
    Fetcher.Wanted usual = Fetcher.Wanted.of(address);
    Optional<Medium> images = manifest.descriptor().rules().media().images();
    long most = images.isPresent() ? images.get().bytes() : 0;
    int bytes = (int) Math.min(Math.max(most, usual.mostBytes()), LARGEST);
    return new Fetcher.Wanted(address, usual.headers(), bytes, usual.within());
  }

  /** What the system would refuse is refused before it is sent. */
  private void requireFits(URI address, Fetcher.Fetched fetched, String type) {
    Optional<Medium> rule = manifest.descriptor().rules().media().images();
    var piece = new Piece(type, fetched.body().length, 0, 0, Optional.empty());
    boolean fits =
        fetched.status() == 200
            && rule.map(images -> images.objections(piece).isEmpty()).orElse(true);
    if (!fits) {
      String message =
          "Picture '%s' came with status '%d', as '%s' of %d bytes; %s takes no such thing"
              .formatted(
                  address,
                  fetched.status(),
                  type,
                  fetched.body().length,
                  manifest.descriptor().name());
      throw new ParleyException(fetched.status() >= 500 ? Fault.REMOTE : Fault.INPUT, message);
    }
  }

  private static int number(Conversation conversation) {
    return conversation.document().get("uploads") instanceof List<?> sent ? sent.size() : 0;
  }

  private static String nameOf(URI address) {
    String path = String.valueOf(address.getPath());
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return name.isEmpty() ? "picture" : name;
  }
}
