import * as NodeContext from "@effect/platform-node/NodeContext"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Scope } from "effect"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { startProcess } from "../../../layers/servers/process.ts"
import { temporaryFolder } from "../../support/folder.ts"

describe("the process of a server", () => {
  it.scopedLive("is killed with the scope when it does not heed that it is told to stop", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const log = join(folder, "logs", "server.log")
      const scope = yield* Scope.make()
      const { exited } = yield* Scope.extend(
        startProcess({
          command: ["sh", "-c", "trap '' TERM; echo here; while :; do sleep 0.05; done"],
          environment: {},
          log,
          patience: "200 millis"
        }),
        scope
      )
      yield* Effect.promise(() => readFile(log, "utf8").catch(() => "")).pipe(
        Effect.delay("10 millis"),
        Effect.repeat({ until: (written) => written === "here\n" })
      )
      const end = yield* Effect.fork(exited)
      yield* Effect.timeout(Scope.close(scope, Exit.void), "5 seconds")
      expect(yield* Fiber.join(end)).toBe("SIGKILL")
    }).pipe(Effect.provide(NodeContext.layer)))
})
