/**
 * The Hub's own Parquet conversion of a data set: the branch refs/convert/parquet, with a folder for each configuration
 * and in it one for each split (huggingface.co/docs/dataset-viewer/parquet).
 */
import { Either } from "effect"
import { didYouMean } from "../../../src/domain/nearest.ts"
import type { Split } from "../../../src/domain/Observation.ts"
import { DatasetError } from "../../../src/storage/Datasets.ts"
import { invalid } from "../problem.ts"

/** The branch that holds it. */
export const conversionBranch = "refs/convert/parquet"

/** The names by which data sets publish what a split is here. */
const publishedNames: { readonly [Name in Split]: readonly string[] } = {
  train: ["train"],
  valid: ["validation", "valid", "dev", "val"],
  test: ["test"]
}

/** The splits of one configuration, each with its files in order. */
export interface Conversion {
  readonly config: string
  readonly splits: ReadonlyMap<string, readonly string[]>
}

const partial = "partial-"

const chooseConfig = (repo: string, configs: readonly string[], wanted: string | undefined) => {
  const [only] = configs
  const chosen = wanted ?? (configs.includes("default") ? "default" : configs.length === 1 ? only : undefined)
  if (chosen !== undefined && configs.includes(chosen)) return Either.right(chosen)
  return Either.left(
    only === undefined
      ? new DatasetError({
        reason: "Missing",
        message:
          `the Hub has no Parquet conversion of ${repo} (a revision must be one of its branch ${conversionBranch})`
      })
      : invalid(
        wanted === undefined
          ? `${repo} has several configurations: name one by --config (${configs.join(", ")})`
          : `${repo} has no configuration ${wanted}${didYouMean(wanted, configs)}; it has ${
            configs.join(", ")
          }`
      )
  )
}

/** The files of a configuration among all paths of the branch. */
export const conversionOf = (
  repo: string,
  paths: readonly string[],
  wanted: string | undefined
): Either.Either<Conversion, DatasetError> =>
  Either.gen(function*() {
    const files = paths.flatMap((path) => {
      const [config, split, file, ...deeper] = path.split("/")
      return config !== undefined && split !== undefined && file?.endsWith(".parquet") === true
          && deeper.length === 0
        ? [{ config, split, path }]
        : []
    })
    const config = yield* chooseConfig(repo, [...new Set(files.map(({ config }) => config))], wanted)
    const mine = files.filter((file) => file.config === config)
    const cut = mine.find(({ split }) => split.startsWith(partial))
    if (cut !== undefined) {
      return yield* Either.left(
        invalid(
          `${repo} is so large that the Hub converted only a part of ${cut.split.slice(partial.length)}; `
            + "make a file of the rows that you want, and give its path"
        )
      )
    }
    const names = [...new Set(mine.map(({ split }) => split))]
    return {
      config,
      splits: new Map(names.map((name) =>
        [name, mine.filter(({ split }) => split === name).map(({ path }) => path).toSorted()] as const
      ))
    }
  })

/** The name under which a split was published. */
export const publishedSplit = (
  name: string,
  published: readonly string[],
  split: Split
): Either.Either<string, DatasetError> =>
  Either.fromNullable(
    publishedNames[split].find((known) => published.includes(known)),
    () =>
      new DatasetError({
        reason: "Missing",
        message: `${name} has no split ${split}; it has ${published.join(", ")} (valid is also called ${
          publishedNames.valid.join(", ")
        })`
      })
  )
