/**
 * `introspect doctor`: whether everything is there that a run needs.
 */
import { Effect, Option } from "effect"
import { type Check, checkTable, problemsOf } from "../../display/checks.ts"
import { ProblemsFound } from "../../errors/ProblemsFound.ts"
import type { StorageFlags } from "../../options/storage.ts"
import { print } from "../../process/print.ts"
import type { ClientChoice } from "../../setup/client.ts"
import { machineChecks } from "./machine.ts"

const unasked: Check = {
  what: "servers",
  state: "ok",
  detail: "none asked: name one with --client and --endpoint"
}

/** What needs the native module is loaded only where that can be. */
const furtherChecks = Effect.fnUntraced(function*(flags: ClientChoice & StorageFlags) {
  const { dataChecks } = yield* Effect.promise(() => import("./data.ts"))
  const { endpointChecks } = yield* Effect.promise(() => import("./endpoints.ts"))
  const isNamed = Option.isSome(flags.client) || flags.endpoint.length > 0
  return [...yield* dataChecks(flags), ...isNamed ? yield* endpointChecks(flags) : [unasked]]
})

/** Looks at everything, prints it, and fails when something stops work. */
export const doctor = Effect.fnUntraced(
  function*(flags: ClientChoice & StorageFlags & { readonly json: boolean }) {
    const machine = yield* machineChecks(flags.persistentDir)
    const checks = [...machine, ...problemsOf(machine) === 0 ? yield* furtherChecks(flags) : []]
    yield* print(flags.json ? JSON.stringify(checks) : checkTable(checks))
    const count = problemsOf(checks)
    if (count > 0) return yield* new ProblemsFound({ count })
  }
)
