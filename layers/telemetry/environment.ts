/**
 * What OpenTelemetry's usual variables ask for.
 *
 * Source: OpenTelemetry, "Environment Variable Specification" and "OpenTelemetry Protocol Exporter".
 */

/** What is exported, and where to; null where a kind is not wanted. */
export interface TelemetrySettings {
  readonly traces: string | null
  readonly metrics: string | null
  readonly headers: { readonly [name: string]: string }
  readonly protocol: "http/json" | "http/protobuf"
  readonly serviceName: string
  /** Milliseconds between two exports of metrics. */
  readonly metricInterval: number
}

type Environment = { readonly [name: string]: string | undefined }

const usualInterval = 60_000

const valueOf = (env: Environment, name: string): string | null => env[name]?.trim() || null

/** The URL of one kind: its own, else the common one with the usual path. */
const urlOf = (env: Environment, kind: "traces" | "metrics"): string | null => {
  if (valueOf(env, `OTEL_${kind.toUpperCase()}_EXPORTER`) === "none") return null
  const own = valueOf(env, `OTEL_EXPORTER_OTLP_${kind.toUpperCase()}_ENDPOINT`)
  const common = valueOf(env, "OTEL_EXPORTER_OTLP_ENDPOINT")
  return own ?? (common === null ? null : `${common.replace(/\/$/, "")}/v1/${kind}`)
}

/** Whether any of the variables asks for telemetry. */
export const wantsTelemetry = (env: Environment): boolean =>
  valueOf(env, "OTEL_SDK_DISABLED")?.toLowerCase() !== "true"
  && (urlOf(env, "traces") !== null || urlOf(env, "metrics") !== null)

const decoded = (value: string): string | null => {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

/** `name=value,name=value`, each percent-encoded; null where one is not. */
const parseHeaders = (text: string): { readonly [name: string]: string } | null => {
  const headers: { [name: string]: string } = {}
  for (const entry of text.split(",")) {
    const [name = "", ...rest] = entry.split("=")
    const value = decoded(rest.join("=").trim())
    if (value === null) return null
    if (name.trim() !== "") headers[name.trim()] = value
  }
  return headers
}

/** Reads the variables, or says which of them cannot be used. */
export const telemetrySettings = (env: Environment): TelemetrySettings | { readonly problem: string } => {
  const protocol = valueOf(env, "OTEL_EXPORTER_OTLP_PROTOCOL") ?? "http/protobuf"
  if (protocol !== "http/json" && protocol !== "http/protobuf") {
    return { problem: `OTEL_EXPORTER_OTLP_PROTOCOL=${protocol}: it can be http/protobuf or http/json` }
  }
  const urls = { traces: urlOf(env, "traces"), metrics: urlOf(env, "metrics") }
  const wrong = Object.values(urls).find((url) => url !== null && !URL.canParse(url))
  if (wrong !== undefined) return { problem: `${wrong} is no URL: look at OTEL_EXPORTER_OTLP_ENDPOINT` }
  const headers = parseHeaders(valueOf(env, "OTEL_EXPORTER_OTLP_HEADERS") ?? "")
  if (headers === null) {
    return { problem: "OTEL_EXPORTER_OTLP_HEADERS: write name=value,name=value with percent-encoded values" }
  }
  return {
    ...urls,
    headers,
    protocol,
    serviceName: valueOf(env, "OTEL_SERVICE_NAME") ?? "llm-introspect",
    metricInterval: Number(valueOf(env, "OTEL_METRIC_EXPORT_INTERVAL") ?? usualInterval) || usualInterval
  }
}
