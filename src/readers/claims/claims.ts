/** Claims: what a clause says, and how firmly. */
import type { Clause } from "./clauses.ts"

/** How much a claim commits: a passing remark, a possibility, a verdict, or a verdict that weighs all up. */
export const strength = { remark: 1, possible: 2, verdict: 3, weighed: 4 } as const

export interface Claim<A> {
  readonly value: A
  readonly strength: number
  readonly rule: string
}

/** A clause with what it claims. `bare` means that the clause is nothing but the claim. */
export interface Claimed<A> {
  readonly clause: Clause
  readonly claims: readonly Claim<A>[]
  readonly bare: boolean
  /** Says in a whole sentence what the task asks for ("The sentiment of the paragraph is positive."). */
  readonly states?: boolean
}

export const strongest = <A>(parts: readonly Claimed<A>[]): number => {
  let most = 0
  for (const { claims } of parts) for (const claim of claims) most = Math.max(most, claim.strength)
  return most
}

/** The value of the strongest claims, null when they differ, undefined when there are none. */
export const agreed = <A>(parts: readonly Claimed<A>[]): Claim<A> | null | undefined => {
  const top = strongest(parts)
  let first: Claim<A> | undefined
  for (const { claims } of parts) {
    for (const claim of claims) {
      if (claim.strength !== top) continue
      if (first !== undefined && claim.value !== first.value) return null
      first ??= claim
    }
  }
  return first
}

export const sameSentence = <A>(parts: readonly Claimed<A>[], one: Claimed<A>): readonly Claimed<A>[] =>
  parts.filter((part) => part.clause.sentence === one.clause.sentence)

/** What is supposed claims nothing, and what is only considered claims less than anything that the answer holds. */
export const byStance = <A>(part: Claimed<A>): Claimed<A> => {
  if (part.clause.stance === "held" || part.claims.length === 0) return part
  const clause: Clause = { ...part.clause, final: false, conclusion: false, contrast: false }
  const claims = part.clause.stance === "supposed"
    ? []
    : part.claims.map((claim) => ({ ...claim, strength: strength.remark }))
  return { clause, claims, bare: false }
}
