import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startCollector } from "../support/collector.ts"
import { startIn } from "../support/introspect.ts"

const flags = ["--client", "Simulated", "--dataset", "sample-sentiment", "--limit", "5", "--quiet"]
const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-telemetry-"))

describe("telemetry", () => {
  it("tells a collector of a run, its attempts, and what came from the cache", async () => {
    const collector = await startCollector()
    const place = {
      folder: newFolder(),
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" }
    }
    const run = (task: string) => startIn(place, "run", ...flags, "--task", task).ended
    expect((await run("classify")).code).toBe(0)
    const root = collector.spans.find(({ name }) => name === "run")
    const attempts = collector.spans.filter(({ name }) => name === "generate")
    expect(attempts).toHaveLength(5)
    expect(new Set(attempts.map(({ parentSpanId }) => parentSpanId)).size).toBe(1)
    expect(root!.attributes).toContainEqual({ key: "task", value: { stringValue: "classify" } })
    expect(JSON.stringify(collector.spans)).not.toContain("What is the sentiment")
    expect(collector.counter("introspect.generations", "sent")).toBe(5)
    expect(collector.counter("introspect.attempts", "ok")).toBe(5)
    expect(collector.counter("introspect.tokens", "prompt")).toBeGreaterThan(100)

    expect((await run("redacted")).code).toBe(0)
    expect(collector.counter("introspect.generations", "cached")).toBe(5)
    expect(collector.counter("introspect.retries")).toBe(0)
    collector.close()
  })

  it("disturbs nothing when the collector is away, and says when it cannot be asked", async () => {
    const place = (env: { readonly [name: string]: string }) => ({ folder: newFolder(), env })
    const away = await startIn(
      place({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" }),
      "run",
      ...flags,
      "--task",
      "classify"
    ).ended
    expect(away.code).toBe(0)
    expect(away.stderr).toBe("")
    const wrong = await startIn(
      place({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }),
      "run",
      ...flags,
      "--task",
      "classify"
    ).ended
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain("OTEL_EXPORTER_OTLP_PROTOCOL=grpc")
  })
})
