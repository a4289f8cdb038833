package dev.leeway.webui.connect;

import java.net.URI;

/** What a developer copies to connect an agent, in one language or tool. */
enum Snippet {
  ENVIRONMENT(
      "",
      "Any SDK",
      "Two environment variables are enough for every OpenTelemetry SDK and every instrumentation on top of it.",
      """
      export OTEL_EXPORTER_OTLP_ENDPOINT=${http}
      export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
      export OTEL_SERVICE_NAME=my-agent
      """),
  PYTHON(
      "python",
      "Python",
      "OpenTelemetry with OpenInference; works the same with any GenAI instrumentation.",
      """
      # pip install opentelemetry-sdk opentelemetry-exporter-otlp openinference-instrumentation-openai
      from opentelemetry import trace
      from opentelemetry.sdk.resources import Resource
      from opentelemetry.sdk.trace import TracerProvider
      from opentelemetry.sdk.trace.export import BatchSpanProcessor
      from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
      from openinference.instrumentation.openai import OpenAIInstrumentor

      provider = TracerProvider(resource=Resource({"service.name": "my-agent", "service.version": "1.0.0"}))
      provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint="${http}/v1/traces")))
      trace.set_tracer_provider(provider)
      OpenAIInstrumentor().instrument()
      """),
  JAVA(
      "java",
      "Java",
      "Autoconfiguration, or the OpenTelemetry Java agent with the same settings.",
      """
      // implementation("io.opentelemetry:opentelemetry-sdk-extension-autoconfigure")
      // implementation("io.opentelemetry:opentelemetry-exporter-otlp")
      System.setProperty("otel.exporter.otlp.endpoint", "${http}");
      System.setProperty("otel.exporter.otlp.protocol", "http/protobuf");
      System.setProperty("otel.service.name", "my-agent");
      Tracer tracer = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk().getTracer("my-agent");

      Span run = tracer.spanBuilder("invoke_agent my-agent")
          .setAttribute("gen_ai.operation.name", "invoke_agent")
          .setAttribute("gen_ai.agent.name", "my-agent")
          .setAttribute("gen_ai.agent.version", "1.0.0")
          .startSpan();
      """),
  JAVASCRIPT(
      "javascript",
      "JavaScript",
      "Node.js with the OpenTelemetry SDK; start your program with node --import ./telemetry.mjs.",
      """
      // npm install @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-proto
      import { NodeSDK } from '@opentelemetry/sdk-node';
      import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';

      new NodeSDK({
        serviceName: 'my-agent',
        traceExporter: new OTLPTraceExporter({ url: '${http}/v1/traces' }),
      }).start();
      """),
  COLLECTOR(
      "collector",
      "Collector",
      "An OpenTelemetry Collector in between: add this exporter to its pipelines.",
      """
      exporters:
        otlp/leeway:
          endpoint: ${grpc}
          tls:
            insecure: true
      service:
        pipelines:
          traces:
            exporters: [otlp/leeway]
          metrics:
            exporters: [otlp/leeway]
          logs:
            exporters: [otlp/leeway]
      """);

  private final String code;
  private final String label;
  private final String words;
  private final String template;

  Snippet(String code, String label, String words, String template) {
    this.code = code;
    this.label = label;
    this.words = words;
    this.template = template;
  }

  static Snippet of(String code) {
    for (Snippet snippet : values()) {
      if (snippet.code.equals(code)) {
        return snippet;
      }
    }
    return ENVIRONMENT;
  }

  String code() {
    return code;
  }

  String label() {
    return label;
  }

  String words() {
    return words;
  }

  /** The text to copy, with this installation's addresses in it. */
  String text(URI grpc, URI http) {
    return template
        .replace("${http}", http.toString())
        .replace("${grpc}", grpc.getHost() + ":" + grpc.getPort());
  }
}
