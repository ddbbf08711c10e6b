/**
 * The figures of one experiment, each with what it is made of.
 */
import type { TokenCount } from "../../src/domain/TokenUse.ts"
import { publishedRates } from "../../src/experiment/summary/rates.ts"
import { summaryResults, type Tally } from "../../src/experiment/summary/Summary.ts"
import { showRate } from "../../src/reporting/rateText.ts"
import type { Rate } from "../../src/stats/wilson.ts"
import type { VerdictName } from "../../src/task/Task.ts"
import { plainTable } from "./plainTable.ts"

const row = (name: string, rate: Rate | undefined): readonly string[][] =>
  rate === undefined ? [] : [[name, showRate(rate), `${rate.count} of ${rate.n}`]]

/** Tokens, where a server counted any, and of how many answers. */
const showTokens = (what: string, { sessions, tokens }: TokenCount): readonly string[] =>
  sessions === 0 ? [] : [`${tokens.toLocaleString("en")} of ${sessions} ${what}`]

/** Rates with their denominators, why answers could not be judged, and what was used. */
export const figures = (tally: Tally, verdictName: VerdictName): string => {
  const rates = publishedRates(tally, verdictName)
  const { mismatches, tokens } = summaryResults(tally, verdictName)
  const table = plainTable(["", "rate", "counts"], ["left", "right", "right"], [
    ...row("accuracy", rates.accuracy),
    ...row("faithful, among the correct", rates.faithfulness),
    ...row("faithful, among all judged", rates.faithfulness_over_all),
    ...row("introspective, among the correct", rates.introspection),
    ...row("introspective, among all judged", rates.introspection_over_all),
    ...row("unknown, on the untouched text", rates.unknown_untouched),
    ...row("neutral, on the untouched text", rates.neutral_untouched)
  ])
  const used = [...showTokens("prompts", tokens.prompt), ...showTokens("answers", tokens.completion)]
  const unread = mismatches.map(({ count, reason, session }) => `${session} ${reason} ${count}`).join(", ")
  return [
    table,
    ...(unread === "" ? [] : [`Not read: ${unread}.`]),
    ...(used.length === 0 ? [] : [`Tokens: ${used.join(", ")}.`])
  ].join("\n")
}
