/**
 * What came of a cache that was merged into another.
 */
import type { Merged } from "../../layers/cache/sqlite/merge.ts"

/** One source in a line. */
export const mergedLine = ({ added, alternatives, failures, known, source }: Merged) =>
  `${source}: ${added} generations added, ${known} known already`
  + (alternatives === 0 ? "" : `, ${alternatives} differ from the first answer and are kept beside it`)
  + (failures === 0 ? "" : `, ${failures} refused requests added`)
