/**
 * Numbers of workers on the command line: `50`, `auto`, `auto:256`.
 */
import * as Options from "@effect/cli/Options"
import { Effect, Either } from "effect"
import { usualCeiling, type WorkerLimit } from "../../src/inference/adaptiveLimit.ts"
import { invalid } from "./choice.ts"

/** Reads a number of workers, or says how one is written. */
export const parseWorkers = (text: string): Either.Either<WorkerLimit, string> => {
  const [, auto, ceiling = usualCeiling, fixed] = /^(?:(auto)(?::(\d+))?|(\d+))$/.exec(text.trim()) ?? []
  const most = Number(auto === undefined ? fixed : ceiling)
  return most >= 1
    ? Either.right(auto === undefined ? most : { auto: most })
    : Either.left(`${JSON.stringify(text)} is no number of workers: write 50, auto or auto:256`)
}

/** An option whose value is a number of workers. */
export const workersOption = (name: string, description: string): Options.Options<WorkerLimit> =>
  Options.text(name).pipe(
    Options.withPseudoName("N|auto[:N]"),
    Options.withDescription(description),
    Options.mapEffect((text) => Effect.catchAll(parseWorkers(text), (problem) => invalid(name, problem)))
  )
