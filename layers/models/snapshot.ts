/**
 * Small files of models on the Hugging Face Hub, kept in the Hub's own cache on this machine.
 *
 * What is there is not asked for again: a branch stays at the commit at which it was first seen, so that the same
 * command has the same prompts, on the Hub or off it.
 */
import { Effect } from "effect"
import { absencePath, snapshotPath } from "../hub/cache.ts"
import { ask, openFile } from "../hub/client.ts"
import { readIfThere, writeWhole } from "../hub/files.ts"
import type { Hub } from "../hub/Hub.ts"
import type { HubError } from "../hub/HubError.ts"
import type { Repository } from "../hub/Repository.ts"
import { firstSeenCommit } from "../hub/revisions.ts"
import { ModelFileError } from "./ModelFileError.ts"

/** Files of a model at one commit; null stands for one that the commit does not have. */
export interface Snapshot {
  readonly commit: string
  readonly files: { readonly [name: string]: string | null }
}

const fetchText = (hub: Hub, model: Repository, commit: string, name: string) =>
  ask(hub, model, name, async (_, parameters) => {
    const file = await openFile(parameters, model, commit, name)
    return file === null ? null : file.text()
  })

const readFile = Effect.fnUntraced(function*(hub: Hub, model: Repository, commit: string, name: string) {
  const path = snapshotPath(hub, model, commit, name)
  const absence = absencePath(hub, model, commit, name)
  const known = yield* readIfThere(path)
  if (known !== null) return known
  if ((yield* readIfThere(absence)) !== null) return null
  const text = yield* fetchText(hub, model, commit, name)
  yield* text === null ? writeWhole(absence, "") : writeWhole(path, text)
  return text
})

const withAlternatives = ({ message }: HubError) =>
  new ModelFileError({
    message:
      `${message}. --template takes a folder instead, and --model-type Chat leaves the format to the server`
  })

/** Opens the files of a model at a branch, a tag or a commit. */
export const openSnapshot = (
  hub: Hub,
  model: string,
  revision: string,
  names: readonly string[]
): Effect.Effect<Snapshot, ModelFileError> =>
  Effect.gen(function*() {
    const repository: Repository = { type: "model", name: model }
    const commit = yield* firstSeenCommit(hub, repository, revision)
    const files = yield* Effect.forEach(
      names,
      (name) => Effect.map(readFile(hub, repository, commit, name), (text) => [name, text] as const)
    )
    return { commit, files: Object.fromEntries(files) }
  }).pipe(Effect.mapError(withAlternatives))
