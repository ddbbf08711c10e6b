/**
 * What a grid's jobs need on the cluster: image, weights and data sets, each with whether it is there.
 */
import { Effect } from "effect"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { isDownloaded } from "../../../layers/datasets/stored.ts"
import type { Profile } from "../../../src/jobs/Profile.ts"
import type { ServedModel } from "../../../src/jobs/serverCommand.ts"
import { Datasets } from "../../../src/storage/Datasets.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { inspectionLayer } from "../../setup/storage.ts"

export interface NeededWeights {
  readonly model: ServedModel
  /** The folder that they belong in; null where the server looks in its own cache. */
  readonly folder: string | null
  readonly isThere: boolean
}

/** The weights of each model of the cells. */
export const weightsOf = ({ server }: Profile, cells: readonly Cell[]): readonly NeededWeights[] => {
  const models = new Map(cells.map(({ experiment: { model } }) => [model.id, model.name]))
  return [...models].map(([id, name]) => {
    const folder = server.models === undefined ? null : join(server.models, id)
    return { model: { id, name }, folder, isThere: folder !== null && existsSync(folder) }
  })
}

const isMissing = ({ experiment: { dataset, reading, split } }: Cell) =>
  Effect.flatMap(Datasets, ({ open }) => Effect.isFailure(open(dataset, split, reading)))

/** The names of the cells' data sets that are not here. */
export const missingDatasets = (cells: readonly Cell[], persistentDir: string) =>
  Effect.filter(
    [...new Map(cells.map((cell) => [cell.experiment.dataset, cell])).values()]
      .filter(({ experiment }) => isDownloaded(experiment.dataset)),
    isMissing
  ).pipe(
    Effect.map((missing) => missing.map(({ experiment }) => experiment.dataset)),
    Effect.provide(inspectionLayer(persistentDir))
  )
