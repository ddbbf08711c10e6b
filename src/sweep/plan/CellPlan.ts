/**
 * What one cell would ask, in numbers.
 */
import type { SessionName } from "../../domain/ObservationRecord.ts"

/** Prompts and answers of one kind of session; characters, and tokens where a server has counted them. */
export interface SessionSize {
  count: number
  promptChars: number
}

/** Generations that are not stored yet, by session. */
export type SizesBySession = { readonly [Name in SessionName]?: SessionSize }

/** What a cell would ask. */
export interface CellPlan {
  /** Observations of the cell, after `limit`. */
  readonly observations: number
  /** Those that have their records already. */
  readonly complete: number
  /** Generations of the others whose prompts are known. */
  readonly known: number
  /** Those of them that no cell before this one asks as well. */
  readonly distinct: number
  /** Those of the distinct ones that are stored already. */
  readonly cached: number
  /** Further generations that depend on answers nobody has: at most so many. */
  readonly atMost: number
  /** Generations of the controls, stored ones included: at most so many. */
  readonly controlsAtMost: number
  /** What is left to send, the further ones included. */
  readonly left: SizesBySession
}

/** Known generations that have to be sent. */
export const toSend = ({ cached, distinct }: Pick<CellPlan, "cached" | "distinct">): number =>
  distinct - cached
