/**
 * The table of models by short names.
 */
import type { ModelEntry, ModelRegistry } from "../../src/chat/ModelEntry.ts"
import { plainTable } from "./plainTable.ts"

/** What differs from the paper's parameters, as `--param` would say it. */
const changes = ({ params = {} }: ModelEntry): string =>
  Object.entries(params).map(([name, value]) => `${name}=${value ?? "none"}`).join(" ")

const price = ({ price }: ModelEntry): string =>
  price === undefined
    ? ""
    : `${price.input} / ${price.output}${price.currency === undefined ? "" : ` ${price.currency}`}`

/** Name, id and format of each model, and what an experiment with it does otherwise than the paper. */
export const modelsTable = (registry: ModelRegistry): string => {
  const entries = Object.entries(registry)
  const hasPrices = entries.some(([, entry]) => entry.price !== undefined)
  const head = ["name", "id", "format", "parameters", ...(hasPrices ? ["price in / out"] : []), "note"]
  const table = plainTable(
    head,
    head.map(() => "left"),
    entries.map(([name, entry]) => [
      name,
      entry.id,
      entry.type,
      changes(entry),
      ...(hasPrices ? [price(entry)] : []),
      entry.note ?? ""
    ])
  )
  const prices = hasPrices ? "\n\nPrices are for a million tokens." : ""
  return `${table}${prices}\n\nAny other model: --model-id, with --model-type Template for its own chat template. `
    + "A list of your own: --models."
}
