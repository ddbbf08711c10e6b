/**
 * From the file of a grid to its cells.
 */
import { Effect, Either, Option } from "effect"
import { dirname, resolve } from "node:path"
import { LineCounter, parseDocument } from "yaml"
import type { ChatTemplate } from "../../../src/chat/ChatTemplate.ts"
import { modelEntry } from "../../../src/chat/models.ts"
import { builtInPack } from "../../../src/prompts/packs.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { decodeGrid } from "../../../src/sweep/decodeGrid.ts"
import { withClient } from "../../../src/sweep/endpointSets.ts"
import { expandGrid } from "../../../src/sweep/expandGrid.ts"
import { type Grid, type GridClient, type GridModel, named } from "../../../src/sweep/Grid.ts"
import { type GridError, type GridPath, showPath } from "../../../src/sweep/GridError.ts"
import { UsageError } from "../../errors/UsageError.ts"
import { locateDataset, withTemplate } from "../../setup/definition.ts"
import { packNamed, readText } from "../../setup/inputs.ts"

/** The data in a text of YAML or JSON, and the line of each place in it. */
const parseText = (file: string, text: string) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error !== undefined) return Either.left(new UsageError({ message: `${file}: ${error.message}` }))

  /** The line of a place, or of the nearest thing around it that is there. */
  const lineOf = (path: GridPath): number | null => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true) as { range?: readonly number[] } | undefined
      const start = node?.range?.[0]
      if (start !== undefined) return lines.linePos(start).line
    }
    return null
  }
  return Either.right({ data: document.toJS() as unknown, lineOf })
}

const asLines = (file: string, lineOf: (path: GridPath) => number | null) => ({ problems }: GridError) => {
  const shown = problems.map(({ message, path }) => {
    const line = lineOf(path)
    return `${file}${line === null ? "" : `:${line}`}: ${showPath(path)}: ${message}`
  })
  return new UsageError({ message: shown.join("\n") })
}

/** The packs by the names that the grid has for them; files are taken from the folder of the grid. */
const readPacks = Effect.fnUntraced(function*({ include, packs }: Grid, folder: string) {
  const further = include?.flatMap(({ packs }) => packs ?? []) ?? []
  const names = new Set(["default", ...packs ?? [], ...further])
  const read = yield* Effect.forEach(
    names,
    (name) =>
      Effect.map(
        packNamed(builtInPack(name) === undefined && /[./\\]/.test(name) ? resolve(folder, name) : name),
        (pack) => [name, pack] as const
      )
  )
  return new Map(read)
})

/** The chat templates of those models whose format they are. */
const readTemplates = Effect.fnUntraced(function*({ models }: Grid, folder: string) {
  const templates = new Map<GridModel, ChatTemplate>()
  for (const model of models.map((model) => named<GridModel>(model))) {
    const { id, name, revision, template, type } = model
    if ((type ?? modelEntry(name)?.entry.type) !== "Template") continue
    const where = Option.map(Option.fromNullable(template), (path) => resolve(folder, path))
    const { template: read } = yield* withTemplate({ name, id, revision, type }, where)
    if (read !== undefined) templates.set(model, read)
  }
  return templates
})

/** The cells of a grid's file; `client` takes the place of what its models say of their servers. */
export const readGrid = Effect.fnUntraced(function*(
  file: string,
  client: GridClient = {}
): Effect.fn.Return<readonly Cell[], UsageError> {
  const folder = dirname(resolve(file))
  const { data, lineOf } = yield* parseText(file, yield* readText(file))
  const explained = Either.mapLeft(asLines(file, lineOf))
  const grid = withClient(yield* explained(decodeGrid(data)), client)
  const templates = yield* readTemplates(grid, folder)
  return yield* explained(expandGrid(grid, {
    packs: yield* readPacks(grid, folder),
    template: (model) => templates.get(model),
    dataset: (name) => locateDataset(name, folder)
  }))
})
