// Exports 3 spans, 2 data points and 2 log records by the stock exporters, and says how it went.
//
//   node export.mjs http/json|http/protobuf|grpc ENDPOINT none|gzip
//
// Exits with 0 if the collector has taken all of them.
import {SeverityNumber} from '@opentelemetry/api-logs';
import {resourceFromAttributes} from '@opentelemetry/resources';
import {BatchLogRecordProcessor, LoggerProvider} from '@opentelemetry/sdk-logs';
import {MeterProvider, PeriodicExportingMetricReader} from '@opentelemetry/sdk-metrics';
import {BasicTracerProvider, SimpleSpanProcessor} from '@opentelemetry/sdk-trace-base';

const [protocol, endpoint, compression] = process.argv.slice(2);
const packageSuffix = {'http/json': 'http', 'http/protobuf': 'proto', grpc: 'grpc'}[protocol];

async function exporter(signal, className) {
  const module = await import(`@opentelemetry/exporter-${signal}-otlp-${packageSuffix}`);
  const path = {trace: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs'}[signal];
  const url = protocol === 'grpc' ? endpoint : endpoint + path;
  return new module[className]({url, compression, timeoutMillis: 20000});
}

/** Calls back with what the exporter reports. */
function watched(inner, failures) {
  const exportOnce = inner.export.bind(inner);
  inner.export = (items, done) =>
    exportOnce(items, result => {
      if (result.code !== 0) {
        failures.push(String(result.error));
      }
      done(result);
    });
  return inner;
}

const failures = [];
const resource = resourceFromAttributes({'service.name': 'js-agent'});
const tracers = new BasicTracerProvider({
  resource,
  spanProcessors: [
    new SimpleSpanProcessor(watched(await exporter('trace', 'OTLPTraceExporter'), failures)),
  ],
});
for (let i = 0; i < 3; i++) {
  const span = tracers.getTracer('drivers').startSpan('chat model-a');
  span.setAttributes({'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 120 + i});
  span.setAttribute('ratio', 0.5).setAttribute('tags', ['a', 'ü']);
  span.addEvent('gen_ai.choice', {finish_reason: 'stop'});
  span.end();
}
const meters = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({
      exporter: watched(await exporter('metrics', 'OTLPMetricExporter'), failures),
      exportIntervalMillis: 3600000,
      exportTimeoutMillis: 30000,
    }),
  ],
});
meters.getMeter('drivers').createCounter('calls').add(3);
meters.getMeter('drivers').createHistogram('duration', {unit: 's'}).record(0.25);
const loggers = new LoggerProvider({
  resource,
  processors: [
    new BatchLogRecordProcessor({
      exporter: watched(await exporter('logs', 'OTLPLogExporter'), failures),
    }),
  ],
});
for (let i = 0; i < 2; i++) {
  loggers.getLogger('drivers').emit({
    severityNumber: SeverityNumber.INFO,
    body: {role: 'user', parts: [{type: 'text', content: 'hello'}]},
    attributes: {n: i},
  });
}
// Each flushes what it holds.
await Promise.all([tracers.shutdown(), meters.shutdown(), loggers.shutdown()]);
failures.forEach(failure => console.error(failure));
process.exit(failures.length === 0 ? 0 : 1);
