/**
 * Telemetry sent to a collector by OpenTelemetry's protocol (OTLP over HTTP).
 */
import * as OtlpMetrics from "@effect/opentelemetry/OtlpMetrics"
import * as OtlpSerialization from "@effect/opentelemetry/OtlpSerialization"
import * as OtlpTracer from "@effect/opentelemetry/OtlpTracer"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Layer } from "effect"
import type { TelemetrySettings } from "./environment.ts"
import { instrument } from "./instrument.ts"
import { Instrumentation } from "./Instrumentation.ts"

/** Exports spans and metrics until the scope closes; a collector that is away disturbs nothing. */
export const layer = (
  { headers, metricInterval, metrics, protocol, serviceName, traces }: TelemetrySettings,
  serviceVersion: string
): Layer.Layer<never> => {
  const common = { headers, resource: { serviceName, serviceVersion } }
  return Layer.mergeAll(
    traces === null ? Layer.empty : OtlpTracer.layer({ ...common, url: traces }),
    metrics === null
      ? Layer.empty
      : OtlpMetrics.layer({ ...common, url: metrics, exportInterval: metricInterval }),
    Layer.succeed(Instrumentation, instrument)
  ).pipe(
    Layer.provide(protocol === "http/json" ? OtlpSerialization.layerJson : OtlpSerialization.layerProtobuf),
    Layer.provide(FetchHttpClient.layer)
  )
}
