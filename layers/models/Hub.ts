/**
 * Small files of models on the Hugging Face Hub, kept in the Hub's own cache on this machine.
 *
 * The cache has the layout of huggingface_hub, so that what another program has downloaded is not downloaded again:
 * `models--OWNER--NAME/refs/REVISION` names a commit, `snapshots/COMMIT/` has its files, and an empty file under
 * `.no_exist/COMMIT/` stands for one that the commit does not have. What is there is not asked for again: a branch stays
 * at the commit at which it was first seen, so that the same command has the same prompts, on the Hub or off it.
 */
import { Config, Duration, Effect, Option, Redacted } from "effect"
import { join } from "node:path"
import { readIfThere, writeWhole } from "./files.ts"
import { ModelFileError } from "./ModelFileError.ts"

export interface HubOptions {
  readonly url: string
  readonly token: Redacted.Redacted | undefined
  /** The folder of the cache. */
  readonly cache: string
  /** Whether only the cache may be asked. */
  readonly isOffline: boolean
}

/** Loaded when it is used: most runs need nothing of the Hub. */
const loadLibrary = Effect.promise(() => import("@huggingface/hub"))
type Library = Effect.Effect.Success<typeof loadLibrary>

const variable = (name: string) =>
  Effect.map(
    Effect.orElseSucceed(Config.option(Config.string(name)), Option.none<string>),
    Option.filter((value) => value.trim() !== "")
  )

/** What the variables of the Hub's own programs say: HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, HF_HUB_CACHE and HF_HOME. */
export const hubOptions: Effect.Effect<HubOptions> = Effect.gen(function*() {
  const { getHFHubCachePath } = yield* loadLibrary
  const url = Option.getOrElse(yield* variable("HF_ENDPOINT"), () => "https://huggingface.co")
  const offline = yield* variable("HF_HUB_OFFLINE")
  return {
    url: url.replace(/\/+$/, ""),
    token: Option.getOrUndefined(
      Option.map(yield* variable("HF_TOKEN"), (token) => Redacted.make(token.trim()))
    ),
    cache: getHFHubCachePath(),
    isOffline: Option.exists(offline, (value) => /^(?:1|true|yes|on)$/i.test(value))
  }
})

/** Files of a model at one commit; null stands for one that the commit does not have. */
export interface Snapshot {
  readonly commit: string
  readonly files: { readonly [name: string]: string | null }
}

const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision)

const patience = Duration.minutes(1)

/** Opens the files of a model. */
export const openSnapshot = Effect.fnUntraced(function*(
  { cache, isOffline, token, url }: HubOptions,
  model: string,
  revision: string,
  names: readonly string[]
): Effect.fn.Return<Snapshot, ModelFileError> {
  const where = `${model} at ${revision}`
  const folder = join(cache, `models--${model.replaceAll("/", "--")}`)
  const credentials = {
    hubUrl: url,
    ...(token === undefined ? {} : { accessToken: Redacted.value(token) })
  }

  /** Asks the Hub, if that is allowed. */
  const ask = <A>(run: (library: Library) => Promise<A>) =>
    isOffline
      ? Effect.fail(
        new ModelFileError({
          message:
            `${where} is not in ${cache}, and HF_HUB_OFFLINE is set: unset it once, or name a folder with `
            + "--template"
        })
      )
      : Effect.flatMap(loadLibrary, (library) =>
        Effect.tryPromise({
          try: () => run(library),
          catch: (cause) => hubError(url, where, cause)
        })).pipe(
          Effect.timeoutFail({
            duration: patience,
            onTimeout: () => new ModelFileError({ message: `${url}: no answer about ${where} in a minute` })
          })
        )

  const resolveCommit = Effect.gen(function*() {
    const ref = join(folder, "refs", revision)
    const known = (yield* readIfThere(ref))?.trim()
    if (known !== undefined && isCommit(known)) return known
    const { sha } = yield* ask(({ modelInfo }) =>
      modelInfo({ ...credentials, name: model, revision, additionalFields: ["sha"] })
    )
    if (sha === undefined || !isCommit(sha)) {
      return yield* new ModelFileError({ message: `${url} names no commit of ${where}` })
    }
    yield* writeWhole(ref, sha)
    return sha
  })

  const readFile = Effect.fnUntraced(function*(commit: string, name: string) {
    const path = join(folder, "snapshots", commit, name)
    const missing = join(folder, ".no_exist", commit, name)
    const known = yield* readIfThere(path)
    if (known !== null) return known
    if ((yield* readIfThere(missing)) !== null) return null
    const text = yield* ask(async ({ downloadFile }) => {
      const blob = await downloadFile({
        ...credentials,
        repo: model,
        path: name,
        revision: commit,
        xet: false
      })
      return blob === null ? null : blob.text()
    })
    yield* text === null ? writeWhole(missing, "") : writeWhole(path, text)
    return text
  })

  const commit = isCommit(revision) ? revision : yield* resolveCommit
  const files = yield* Effect.forEach(
    names,
    (name) => Effect.map(readFile(commit, name), (text) => [name, text] as const)
  )
  return { commit, files: Object.fromEntries(files) }
})

const statusOf = (cause: unknown): unknown =>
  cause instanceof Error && "statusCode" in cause ? cause.statusCode : undefined

/** The library's message with the cause under it, which alone says what is wrong with a connection. */
const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message
}

const hubError = (url: string, where: string, cause: unknown): ModelFileError => {
  const status = statusOf(cause)
  const advice = status === 401 || status === 403
    ? `the Hub does not show ${where}: it does not exist, or it is gated and needs a token in HF_TOKEN whose user has `
      + "accepted the model's terms"
    : status === 404
    ? `the Hub has no ${where}`
    : `${where} cannot be read from ${url}`
  return new ModelFileError({
    message:
      `${advice} (${reasonOf(cause)}). --template takes a folder instead, and --model-type Chat leaves the `
      + "format to the server"
  })
}
