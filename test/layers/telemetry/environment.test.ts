import { describe, expect, it } from "@effect/vitest"
import { telemetrySettings, wantsTelemetry } from "../../../layers/telemetry/environment.ts"

const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" }

describe("OpenTelemetry's variables", () => {
  it("ask for nothing unless an endpoint is named", () => {
    expect(wantsTelemetry({})).toBe(false)
    expect(wantsTelemetry({ OTEL_SERVICE_NAME: "x", OTEL_EXPORTER_OTLP_ENDPOINT: " " })).toBe(false)
    expect(wantsTelemetry(collector)).toBe(true)
    expect(wantsTelemetry({ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "http://collector/m" })).toBe(true)
    expect(wantsTelemetry({ ...collector, OTEL_SDK_DISABLED: "true" })).toBe(false)
    expect(wantsTelemetry({ ...collector, OTEL_TRACES_EXPORTER: "none", OTEL_METRICS_EXPORTER: "none" }))
      .toBe(false)
  })

  it("name one endpoint for all, or one for each kind", () => {
    expect(telemetrySettings(collector)).toEqual({
      traces: "http://collector:4318/v1/traces",
      metrics: "http://collector:4318/v1/metrics",
      headers: {},
      protocol: "http/protobuf",
      serviceName: "llm-introspect",
      metricInterval: 60_000
    })
    expect(telemetrySettings({
      ...collector,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://traces/in",
      OTEL_METRICS_EXPORTER: "none",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20key, x=a=b",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_SERVICE_NAME: "mine",
      OTEL_METRIC_EXPORT_INTERVAL: "500"
    })).toEqual({
      traces: "http://traces/in",
      metrics: null,
      headers: { authorization: "Bearer key", x: "a=b" },
      protocol: "http/json",
      serviceName: "mine",
      metricInterval: 500
    })
  })

  it("may be wrong", () => {
    expect(telemetrySettings({ ...collector, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }))
      .toEqual({ problem: expect.stringContaining("http/protobuf or http/json") })
    expect(telemetrySettings({ ...collector, OTEL_EXPORTER_OTLP_HEADERS: "key=50%" }))
      .toEqual({ problem: expect.stringContaining("OTEL_EXPORTER_OTLP_HEADERS") })
    expect(telemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: "collector" }))
      .toEqual({ problem: expect.stringContaining("collector/v1/traces is no URL") })
  })
})
