/**
 * Whether the servers answer, and what they say of themselves.
 */
import { Duration, Effect } from "effect"
import type { ServerInfo } from "../../../src/domain/Generation.ts"
import { disagreement } from "../../../src/inference/agreement.ts"
import type { Endpoint } from "../../../src/inference/Endpoint.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import type { Check } from "../../display/checks.ts"
import { type ClientChoice, clientEndpoints, clientOf } from "../../setup/client.ts"

/** A server that is there answers what it is at once. */
const patience = Duration.seconds(10)

const factsOf = (
  { maxConcurrentRequests, maxInputTokens, maxTotalTokens, model, sha, version }: ServerInfo
) =>
  [
    version,
    `${model}${sha === null ? "" : ` (${sha.slice(0, 12)})`}`,
    ...(maxConcurrentRequests === null ? [] : [`${maxConcurrentRequests} requests at once`]),
    ...(maxInputTokens === undefined ? [] : [`prompts to ${maxInputTokens} tokens`]),
    ...(maxTotalTokens === undefined ? [] : [`${maxTotalTokens} tokens with the answer`])
  ].join(", ")

const look = ({ client, name }: Endpoint) =>
  Effect.flatMap(Inference, ({ info }) => info).pipe(
    Effect.provide(client),
    Effect.timeoutFail({
      duration: patience,
      onTimeout: () => ({ message: `no answer within ${Duration.format(patience)}` })
    }),
    Effect.match({
      onFailure: ({ message }) => ({
        server: null,
        check: { what: name, state: "problem", detail: message } satisfies Check as Check
      }),
      onSuccess: (server) => ({
        server,
        check: {
          what: name,
          state: "ok",
          detail: server === null ? "does not say what it serves" : factsOf(server)
        } satisfies Check as Check
      })
    }),
    Effect.map((found) => ({ name, ...found }))
  )

/** Asks each named endpoint what it serves; nothing is generated. */
export const endpointChecks = Effect.fnUntraced(function*(flags: ClientChoice) {
  const client = yield* clientOf(flags)
  const found = yield* Effect.forEach(clientEndpoints(client, defaultPack), look, {
    concurrency: "unbounded"
  })
  const introduced = found.flatMap(({ name, server }) => server === null ? [] : [{ name, server }])
  const conflict = disagreement(introduced)
  return [
    ...found.map(({ check }) => check),
    ...(conflict === null
      ? []
      : [{ what: "endpoints", state: "problem", detail: conflict } satisfies Check as Check])
  ]
})
