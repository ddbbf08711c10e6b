/**
 * Where a model's own chat template is: on the Hub, or in a folder or file of the user.
 */
import { Effect, Option, type Scope } from "effect"
import { stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { type ChatTemplate, makeChatTemplate } from "../../src/chat/ChatTemplate.ts"
import { readIfThere } from "../hub/files.ts"
import { ModelFileError } from "./ModelFileError.ts"
import { openSnapshot } from "./snapshot.ts"

const jinjaFile = "chat_template.jinja"
const configFile = "tokenizer_config.json"

const problem = ({ message }: { readonly message: string }) => new ModelFileError({ message })

const readText = (path: string) => Effect.mapError(readIfThere(path), problem)

const make = (files: { readonly jinja: string | null; readonly config: string | null }, origin: string) =>
  Effect.mapError(makeChatTemplate(files, origin), problem)

/** The template in a folder that has a model's files, or in a file: Jinja, or a `tokenizer_config.json`. */
export const localTemplate = Effect.fnUntraced(function*(
  path: string
): Effect.fn.Return<ChatTemplate, ModelFileError> {
  const found = yield* Effect.tryPromise({
    try: () => stat(path),
    catch: () => new ModelFileError({ message: `${path}: there is no such file or folder` })
  })
  const isConfig = basename(path) === configFile
  const folder = found.isDirectory() ? path : dirname(path)
  const config = yield* readText(join(folder, configFile))
  const jinja = isConfig ? null : yield* readText(found.isDirectory() ? join(path, jinjaFile) : path)
  if (config === null && jinja === null) {
    return yield* new ModelFileError({ message: `${path} has neither ${jinjaFile} nor ${configFile}` })
  }
  return yield* make({ jinja, config }, path)
})

const isHubName = (id: string): boolean => /^[\w.-]+(?:\/[\w.-]+)?$/.test(id) && !id.startsWith(".")

/** The template of a model on the Hub; the revision is a branch, a tag or a commit. */
export const hubTemplate = Effect.fnUntraced(function*(
  id: string,
  revision: string
): Effect.fn.Return<ChatTemplate, ModelFileError, Scope.Scope> {
  if (!isHubName(id)) {
    return yield* new ModelFileError({
      message:
        `${id} is no name on the Hub, such as owner/name: say where its chat template is with --template`
    })
  }
  // Connections are loaded when they may be needed: most runs need nothing of the Hub.
  const { makeHub } = yield* Effect.promise(() => import("../hub/Hub.ts"))
  const hub = yield* Effect.mapError(makeHub(), problem)
  const { commit, files } = yield* openSnapshot(hub, id, revision, [jinjaFile, configFile])
  return yield* make(
    { jinja: files[jinjaFile] ?? null, config: files[configFile] ?? null },
    `${id} at ${commit}`
  )
}, Effect.scoped)

/** A model's template: the one at a path, if that is given, else the model's own on the Hub. */
export const modelTemplate = (
  { id, revision }: { readonly id: string; readonly revision: string | null },
  path: Option.Option<string>
): Effect.Effect<ChatTemplate, ModelFileError> =>
  Option.match(path, { onNone: () => hubTemplate(id, revision ?? "main"), onSome: localTemplate })
