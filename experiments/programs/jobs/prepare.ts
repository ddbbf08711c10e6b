/**
 * `introspect jobs prepare`: everything that nodes without a network need, fetched on the login node.
 */
import { Data, Effect, Option } from "effect"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { runProgram, runVisibly, type Words } from "../../../layers/processes/run.ts"
import { shellWords } from "../../../src/jobs/script.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { packageFolder } from "../../process/manifest.ts"
import { print } from "../../process/print.ts"
import { download } from "../download.ts"
import { chosenCells, type GridFlags } from "./chosen.ts"
import { readCluster } from "./cluster.ts"
import { preparedFolder } from "./folders.ts"
import { missingDatasets, weightsOf } from "./needed.ts"

/** A step that has not been done. */
class NotPrepared extends Data.TaggedError("NotPrepared")<{ readonly message: string }> {}

interface PrepareFlags extends GridFlags {
  readonly dry: boolean
}

const isProgram = (name: string) =>
  Effect.match(runProgram(["sh", "-c", `command -v ${name}`]), {
    onFailure: () => false,
    onSuccess: ({ code }) => code === 0
  })

/** Runs a step in front of the user, or only shows it. */
const step = Effect.fnUntraced(function*(words: Words, dry: boolean) {
  yield* print(shellWords(words))
  if (dry) return
  const code = yield* Effect.mapError(runVisibly(words), ({ message }) => new NotPrepared({ message }))
  if (code !== 0) return yield* new NotPrepared({ message: `${words[0]} ended with exit code ${code}` })
})

/** The Hub's own program downloads weights, and goes on where it was stopped. */
const downloader = Effect.gen(function*() {
  for (const name of ["hf", "huggingface-cli"]) if (yield* isProgram(name)) return name
  return yield* new UsageError({
    message: "weights are downloaded by the Hub's program hf, which is not here: pip install huggingface_hub"
  })
})

/** Packs this program and installs it, without what only its development needs, where all nodes see it. */
const preparePackage = Effect.fnUntraced(function*(target: string, dry: boolean) {
  const packed = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "introspect-package-"))),
    (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
  )
  yield* step(["npm", "pack", packageFolder, "--ignore-scripts", "--pack-destination", packed], dry)
  const [archive = "llm-introspect.tgz"] = yield* Effect.promise(() => readdir(packed))
  yield* step(["npm", "install", "--omit=dev", "--prefix", target, join(packed, archive)], dry)
}, Effect.scoped)

/** Fetches what is missing: image, weights, data sets, and this program itself. */
export const prepare = Effect.fnUntraced(
  function*({ dry, ...flags }: PrepareFlags) {
    const { profile } = yield* readCluster(flags.cluster)
    const { persistent_dir, server: { container } } = profile
    const cells = yield* chosenCells(flags)

    yield* preparePackage(preparedFolder(persistent_dir), dry)

    if (container !== undefined && !existsSync(container.image)) {
      if (container.source === undefined) {
        return yield* new UsageError({
          message:
            `${container.image} is not there, and server.container.source does not say what it is built from`
        })
      }
      if (!dry) yield* Effect.promise(() => mkdir(dirname(container.image), { recursive: true }))
      yield* step([container.program, "build", container.image, container.source], dry)
    }

    const weights = weightsOf(profile, cells).filter(({ isThere }) => !isThere)
    const program = weights.length === 0 || dry ? "hf" : yield* downloader
    for (const { folder, model } of weights) {
      const place = folder === null ? [] : ["--local-dir", folder]
      yield* step([program, "download", model.id, ...place, "--exclude", "*.bin", "*.pth"], dry)
    }

    const datasets = yield* missingDatasets(cells, persistent_dir)
    if (datasets.length > 0) {
      yield* print(shellWords(["introspect", "download", ...datasets, "--persistent-dir", persistent_dir]))
      const none = { category: Option.none(), config: Option.none(), map: Option.none() }
      const wanted = {
        named: datasets,
        datasets: [],
        persistentDir: persistent_dir,
        json: false,
        quiet: false
      }
      if (!dry) yield* download({ ...none, ...wanted })
    }
    yield* print(dry ? "nothing was done (--dry)" : `prepared: ${persistent_dir}`)
  }
)
