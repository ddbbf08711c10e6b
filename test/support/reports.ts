/**
 * Experiments of a report as tests need them.
 */
import { noTokens } from "../../src/domain/TokenUse.ts"
import type { ControlSummary } from "../../src/experiment/controls/summary.ts"
import { publishedRates } from "../../src/experiment/summary/rates.ts"
import { addRecord, emptyTally } from "../../src/experiment/summary/Summary.ts"
import { readerVersion } from "../../src/readers/index.ts"
import type { Report } from "../../src/reporting/report/Report.ts"
import type { ReportedExperiment } from "../../src/reporting/report/ReportedExperiment.ts"
import { wilson } from "../../src/stats/wilson.ts"
import { recordWith, sessionWith, specWith } from "./records.ts"
import { hostileTranscript } from "./transcripts.ts"

type Records = readonly ReturnType<typeof recordWith>[]

/** Records of which so many are correct, and so many of those faithful. */
export const recordsOf = (total: number, correct: number, faithful: number): Records =>
  Array.from(
    { length: total },
    (_, idx) => recordWith(idx, { correct: idx < correct, verdict: idx < faithful })
  )

/** An experiment of the task redacted with nothing to be cautious about, but for the changes. */
export const reportedWith = (
  change: Partial<ReportedExperiment> = {},
  records: Records = recordsOf(1000, 900, 800)
): ReportedExperiment => {
  const tally = records.reduce((counts, record) => addRecord(counts, record, "faithful"), emptyTally())
  return {
    id: "experiment",
    spec: specWith(),
    verdictName: "faithful",
    tally,
    rates: publishedRates(tally, "faithful"),
    controls: controlsWith(),
    readers: new Map([[readerVersion, records.length]]),
    run: {
      manifest: {
        program: "llm-introspect 1.2.3",
        commit: null,
        node: "v20.20.2",
        platform: "linux x64",
        arguments: ["run", "--dataset", "IMDB"],
        server: { model: "meta-llama/Llama-2-7b-chat-hf", sha: "abc", version: "TGI 3" },
        ended: "2026-01-02T03:04:05.000Z"
      }
    },
    examples: { yes: [0], no: [800] },
    ...change
  }
}

/** Controls of which only these were asked. */
export const controlsAsked = (asked: Partial<ControlSummary>): ControlSummary => ({
  failed: 0,
  outdated: 0,
  sessions: 0,
  tokens: noTokens(),
  ...asked
})

/** Controls that speak for the explanations, but for the changes. */
export const controlsWith = (change: Partial<ControlSummary> = {}): ControlSummary =>
  controlsAsked({
    random: {
      faithfulness: 0.9,
      random: 0.1,
      random_rate: { value: 0.1, low: 0.05, high: 0.95, n: 900 },
      difference: { value: 0.8, low: 0.75, high: 0.85, n: 900 }
    },
    none: { self_agreement: wilson(990, 1000), verdict: wilson(9, 900) },
    all: wilson(890, 900),
    size: {
      faithful: { n: 800, mean_share: 0.1, mean_listed: null },
      unfaithful: { n: 100, mean_share: 0.05, mean_listed: null },
      terciles: [0.05, 0.1, 0.3].map((up_to) => ({ up_to, faithfulness: wilson(250, 300) }))
    },
    ...change
  })

/** A report in which a text stands everywhere where a user's, a server's or a model's may. */
export const hostileReport = (text: string): Report => {
  const spec = specWith({ system: text })
  const mismatched = recordWith(0, {
    label: text,
    correct: null,
    sessions: [sessionWith("predict", { reading: null })]
  })
  const { manifest } = reportedWith().run!
  return {
    entries: [{
      label: text,
      experiment: reportedWith({
        id: text,
        spec: {
          ...spec,
          model: { ...spec.model, name: text, id: text, type: text },
          dataset: { ...spec.dataset, name: text },
          pack: { ...spec.pack, name: text }
        },
        readers: new Map([[text, 1]]),
        run: {
          manifest: {
            ...manifest,
            program: text,
            arguments: ["run", "--dataset", text],
            server: { model: text, sha: text, version: text }
          }
        }
      }, [mismatched]),
      examples: [hostileTranscript(text)]
    }],
    made: "2026-01-02T03:04:05.000Z",
    program: text,
    command: text,
    examplesOfEach: 1
  }
}
