/**
 * The simulated server as a process of its own: `simulatedServer.mjs PROFILE MILLISECONDS`. It prints its URL, and its
 * seconds of CPU when its input ends.
 */
import { Duration, Effect, Either } from "effect"
import { simulatedServer } from "../../layers/simulated/http/server.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"

const [, , profile = "", latency = "0"] = process.argv

const inputEnds = Effect.async<void>((resume) => {
  process.stdin.resume().on("end", () => resume(Effect.void))
})

const program = Effect.gen(function*() {
  const { url } = yield* simulatedServer({
    port: 0,
    profile: Either.getOrThrow(parseProfile(profile)),
    pack: defaultPack,
    latency: Duration.millis(Number(latency))
  })
  process.stdout.write(`${url}\n`)
  yield* inputEnds
  const { system, user } = process.cpuUsage()
  process.stdout.write(`${(system + user) / 1e6}\n`)
})

Effect.runPromise(Effect.scoped(program)).then(() => process.exit(0), (error) => {
  console.error(error)
  process.exit(1)
})
