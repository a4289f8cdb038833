package dev.leeway.standalone.running;

import dev.leeway.clickhouse.supervisor.EngineHealth;
import dev.leeway.clickhouse.supervisor.RunningEngine;
import dev.leeway.collector.Collector;
import dev.leeway.collector.receive.Readiness;
import dev.leeway.kafka.BrokerCheck;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.streamjobs.job.RunningStreamJob;
import dev.leeway.streamjobs.job.StreamJobHealth;
import dev.leeway.webui.health.HealthReport;
import dev.leeway.webui.health.HealthReport.Part;
import dev.leeway.webui.notify.DeliveryStatus;
import java.util.ArrayList;
import java.util.List;

/** Asks every part "would this work now?" and answers for all of them. */
record PartHealth(
    RunningEngine engine,
    EmbeddedKafka kafka,
    Collector collector,
    RunningStreamJob job,
    Canary canary,
    DeliveryStatus deliveries) {

  /** The process answers; whether its parts do is the other question. */
  static HealthReport live() {
    return HealthReport.of(new Part("process", true, "answers"));
  }

  HealthReport ready() {
    List<Part> parts = new ArrayList<>();
    EngineHealth clickHouse = engine.check();
    parts.add(new Part("clickhouse", clickHouse.ready(), clickHouse.detail()));
    BrokerCheck broker = kafka.check();
    parts.add(
        new Part(
            "kafka",
            broker.serving(),
            broker.serving()
                ? "%,d MiB free on its disk".formatted(broker.diskBytesFree() >> 20)
                : broker.reason()));
    Readiness intake = collector.check();
    parts.add(new Part("collector", intake.ready(), String.join("; ", intake.reasons())));
    StreamJobHealth stream = job.check();
    List<String> said = new ArrayList<>(stream.problems());
    said.addAll(stream.notes());
    parts.add(new Part("stream-jobs", stream.works(), String.join("; ", said)));
    parts.add(new Part("canary", canary.fresh(), canary.detail()));
    deliveries.problem().ifPresent(problem -> parts.add(new Part("webhook", false, problem)));
    return new HealthReport(parts);
  }
}
