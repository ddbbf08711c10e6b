/**
 * `introspect reread`: an experiment's stored answers by today's readers.
 */
import { Effect, type Option } from "effect"
import { type ControlRereadReport, rereadControls } from "../../src/experiment/controls/reread.ts"
import type { ChoiceCounts } from "../../src/experiment/original/again.ts"
import { RereadIncomplete, rereadRecords, type RereadReport } from "../../src/experiment/records/reread.ts"
import { countOutcomes, type Counts, ratesOf } from "../../src/experiment/summary/Summary.ts"
import { updateDocument } from "../../src/experiment/summary/updateDocument.ts"
import { readerVersion } from "../../src/readers/index.ts"
import { showRate } from "../../src/reporting/rateText.ts"
import { Results } from "../../src/storage/Results.ts"
import type { VerdictName } from "../../src/task/Task.ts"
import { verdictNameOf } from "../../src/task/tasks.ts"
import { plainTable } from "../display/plainTable.ts"
import { showWork } from "../display/work.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../process/print.ts"
import { againOf, offlineLayer } from "../setup/again.ts"
import { inspectionLayer } from "../setup/storage.ts"
import { storedOf } from "../setup/stored.ts"

const head = ["", "accuracy", "faithful", "N", "unreadable", "failed"]
const colAligns = ["left", "right", "right", "right", "right", "right"] as const

const rowOf = (when: string, counts: Counts, verdictName: VerdictName) => {
  const { accuracy, verdict } = ratesOf(counts, verdictName)
  return [
    when,
    showRate(accuracy),
    verdict === null ? "" : showRate(verdict),
    ...[counts.total, counts.mismatch, counts.error].map(String)
  ]
}

/** What is particular to an imported experiment, whose questions cannot be asked again. */
const originalNotes = (otherText: number, choices: ChoiceCounts | null) => [
  ...(otherText === 0 ? [] : [
    "",
    `In ${otherText} of them session 2 is now read as another text than session 3 was asked about: they have no verdict `
    + "and count as unreadable."
  ]),
  ...(choices === null || choices.prompts + choices.rows === 0
    ? []
    : [
      `The choices are those of the prompt in ${choices.prompts} records, of the data set's row in ${choices.rows}.`
    ])
]

/** What became of the controls, a line for each thing that did. */
const controlNotes = (report: ControlRereadReport | null): readonly string[] => {
  if (report === null) return []
  const { judgements, readings, records, unasked, uncalledFor, waiting } = report
  if (records + unasked + uncalledFor + waiting === 0) return []
  const lines = [
    [uncalledFor, "are removed: their observations no longer call for them"],
    [unasked, "are removed: they would now change the text otherwise, which was never asked about"],
    [waiting, "stay as they were, with the records of their observations"]
  ] as const
  return [
    "",
    `${records} controls were read again: ${readings} have another reading, ${judgements} another verdict.`,
    ...lines.filter(([count]) => count > 0).map(([count, what]) => `${count} controls ${what}.`)
  ]
}

const show = (
  report: RereadReport,
  controls: ControlRereadReport | null,
  choices: ChoiceCounts | null,
  before: Counts,
  after: Counts,
  verdictName: VerdictName
): string => {
  const { judgements, otherText, readings, records, unanswered } = report
  return [
    `${records} records were read again by readers ${readerVersion}: ${readings} have another reading, `
    + `${judgements} another judgement.`,
    "",
    plainTable(head, colAligns, [rowOf("before", before, verdictName), rowOf("after", after, verdictName)]),
    ...controlNotes(controls),
    ...originalNotes(otherText, choices),
    ...(unanswered.length === 0
      ? []
      : [
        "",
        `${unanswered.length} records are as they were, for want of an answer: idx ${
          unanswered.slice(0, 20).join(", ")
        }`
      ])
  ].join("\n")
}

/** Reads all answers of an experiment again and stores the readings; what lacks an answer stays as it was. */
export const reread = Effect.fnUntraced(
  function*(
    flags: StorageFlags & {
      readonly dataset: Option.Option<string>
      readonly id: string
      readonly json: boolean
    }
  ) {
    const { id, spec } = yield* Effect.scoped(
      Effect.provide(storedOf(flags.id), inspectionLayer(flags.persistentDir))
    )
    const verdictName = verdictNameOf(spec.task)
    const { after, before, choices, controls, report } = yield* Effect.gen(function*() {
      const { open } = yield* Results
      const results = yield* open(id, spec)
      const { again, choices, controlAgain } = yield* againOf(results, flags.dataset)
      const before = countOutcomes(yield* results.outcomes, verdictName)
      const tell = yield* showWork("reading again")
      const report = yield* rereadRecords(results, again, () => true, tell)
      const controls = controlAgain === null ? null : yield* rereadControls(results, controlAgain, tell)
      const after = yield* updateDocument(results, { readers: readerVersion })
      return { after, before, choices, controls, report }
    }).pipe(Effect.scoped, Effect.provide(offlineLayer(flags)))
    const { answers: _, ...counts } = after
    yield* print(
      flags.json
        ? JSON.stringify({ id, readers: readerVersion, ...report, controls, choices, before, after: counts })
        : `${id}\n${show(report, controls, choices, before, after, verdictName)}`
    )
    const unaskedControls = controls?.unasked ?? 0
    if (report.unanswered.length + unaskedControls > 0) {
      return yield* new RereadIncomplete({ id, unanswered: report.unanswered.length, unaskedControls })
    }
  }
)
