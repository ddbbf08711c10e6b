/**
 * How many tokens generations will take: an estimate, and what it rests on.
 */
import type { Generation } from "../../domain/Generation.ts"
import type { SessionName } from "../../domain/ObservationRecord.ts"
import type { SizesBySession } from "./CellPlan.ts"

/** What stored generations tell of the lengths of prompts and answers. */
export interface AnswerSizes {
  readonly add: (session: SessionName, promptChars: number, generation: Generation) => void
  readonly estimate: (left: SizesBySession) => TokenEstimate
}

/** Tokens that are left to use, and what the estimate is made of. */
export interface TokenEstimate {
  readonly prompt: number
  /** Null where no answer to such a prompt is stored. */
  readonly completion: number | null
  /** Stored generations of the same endpoint set, or nothing but the characters of the prompts. */
  readonly from: "stored generations" | "characters"
}

/** A rule of thumb for English, where no server has counted. */
const charsPerToken = 4

interface Known {
  chars: number
  promptTokens: number
  answers: number
  completionTokens: number
}

/** Gathers sizes by session. */
export const makeAnswerSizes = (): AnswerSizes => {
  const known = new Map<SessionName, Known>()
  const all: Known = { chars: 0, promptTokens: 0, answers: 0, completionTokens: 0 }

  const completionOf = (session: SessionName, count: number): number | null => {
    const sizes = known.get(session)
    return sizes === undefined || sizes.answers === 0 ? null : count * sizes.completionTokens / sizes.answers
  }

  return {
    add: (session, promptChars, { completionTokens, promptTokens }) => {
      const own = known.get(session) ?? { chars: 0, promptTokens: 0, answers: 0, completionTokens: 0 }
      known.set(session, own)
      for (const sizes of [own, all]) {
        if (promptTokens !== null) {
          sizes.chars += promptChars
          sizes.promptTokens += promptTokens
        }
        if (completionTokens !== null) {
          sizes.answers++
          sizes.completionTokens += completionTokens
        }
      }
    },
    estimate: (left) => {
      const sessions = Object.entries(left) as [SessionName, { count: number; promptChars: number }][]
      const perChar = all.chars === 0 ? 1 / charsPerToken : all.promptTokens / all.chars
      const chars = sessions.reduce((sum, [, { promptChars }]) => sum + promptChars, 0)
      const completions = sessions.map(([session, { count }]) => completionOf(session, count))
      return {
        prompt: Math.round(chars * perChar),
        completion: completions.includes(null)
          ? null
          : Math.round(completions.reduce<number>((sum, tokens) => sum + (tokens ?? 0), 0)),
        from: all.chars === 0 ? "characters" : "stored generations"
      }
    }
  }
}
