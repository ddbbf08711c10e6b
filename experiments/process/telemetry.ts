/**
 * Telemetry for those who set OpenTelemetry's variables; for all others nothing of it is loaded.
 */
import { Effect, Layer } from "effect"
import { telemetrySettings, wantsTelemetry } from "../../layers/telemetry/environment.ts"
import { UsageError } from "../errors/UsageError.ts"
import { version } from "./manifest.ts"

const exporting = Effect.gen(function*() {
  const settings = telemetrySettings(process.env)
  if ("problem" in settings) return yield* new UsageError({ message: settings.problem })
  const { layer } = yield* Effect.promise(() => import("../../layers/telemetry/OpenTelemetry.ts"))
  return layer(settings, version)
})

/** What the variables ask for. */
export const telemetry: Layer.Layer<never, UsageError> = Layer.suspend(() =>
  wantsTelemetry(process.env) ? Layer.unwrapEffect(exporting) : Layer.empty
)
