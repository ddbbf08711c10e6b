/**
 * Writes out what a command line says by a file of settings and by variables.
 */
import { Effect } from "effect"
import { UsageError } from "../errors/UsageError.ts"
import type { CommandLine } from "./CommandLine.ts"
import { decodeSettings, isSettingsFile } from "./file.ts"
import { resolveSettings, type SettingsFile, settingWords } from "./resolve.ts"

/** Takes the file of settings out of the words, and leaves `--config` where it names something else. */
const splitFile = (words: readonly string[]) => {
  const files: string[] = []
  const rest: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const value = word === "--config" ? words[i + 1] : /^--config=(.*)$/s.exec(word)?.[1]
    if (value === undefined || !isSettingsFile(value)) rest.push(word)
    else {
      files.push(value)
      if (word === "--config") i++
    }
  }
  return { files, rest }
}

/** Read by the reader of all files of data, which is loaded only for it. */
const readSettings = Effect.fnUntraced(function*(path: string) {
  const { readData } = yield* Effect.promise(() => import("../setup/inputs.ts"))
  return { path, values: yield* readData(path, "file of settings", decodeSettings) }
})

/** The command line with the settings of `--config FILE` and of the environment as flags. */
export const complete = Effect.fnUntraced(function*(
  given: readonly string[],
  env: { readonly [name: string]: string | undefined }
): Effect.fn.Return<CommandLine, UsageError> {
  const { files: [path, second], rest } = splitFile(given)
  if (second !== undefined) {
    return yield* new UsageError({ message: `--config names two files, ${path} and ${second}; give one` })
  }
  const file: SettingsFile | null = path === undefined ? null : yield* readSettings(path)
  const settings = resolveSettings(rest, env, file)
  return { words: settingWords(rest, settings), settings }
})
