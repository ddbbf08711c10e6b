/**
 * What the machine can do at most with a counterfactual run whose answers are cached: no fibers, no services.
 *
 * By its profile, some 40 % of its time are the readers (nearly all of it paragraphs of 230 words), 25 % writing records
 * and committing them, 13 % point reads of answers, 15 % the requests' canonical texts and their hashes, and 6 % closing
 * the files, which brings their logs home.
 */
import { generationColumns, type GenerationList, type GenerationRow, rowOf } from "../../layers/cache/rows.ts"
import { resultsLayout } from "../../layers/results/sqlite/schema.ts"
import { insertObservation } from "../../layers/results/sqlite/write.ts"
import { connection } from "../../layers/sqlite/driver.ts"
import { statementsOf } from "../../layers/sqlite/migrate.ts"
import { categoryOf } from "../../src/category/categories.ts"
import { digestText } from "../../src/domain/Digest.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { SentimentObservation } from "../../src/domain/Observation.ts"
import type { SessionRecord } from "../../src/domain/ObservationRecord.ts"
import { type Experiment, guideOf } from "../../src/experiment/Experiment.ts"
import { renderTemplate } from "../../src/prompts/Template.ts"
import { readerVersion, readParagraph } from "../../src/readers/index.ts"

/** As many as the runner has open at once. */
const batch = 50

/** What is replayed, in the order in which the runner asks. */
export interface Reviews {
  readonly size: number
  readonly reviewAt: (place: number) => SentimentObservation
}

/** Replays all observations, writing their records; gives how many first answers were right. */
export const replayLoop = (
  experiment: Experiment,
  { reviewAt, size }: Reviews,
  cacheFile: string,
  recordsFile: string
): number => {
  const category = categoryOf("sentiment")
  const guide = guideOf(experiment, category)
  const cache = connection(cacheFile, { readonly: true, timeout: 0 })
  const records = connection(recordsFile, { readonly: false, timeout: 0 })
  records.prepare(`PRAGMA page_size = ${resultsLayout.pageSize}`).run()
  records.prepare("PRAGMA journal_mode = WAL").get()
  records.prepare("PRAGMA synchronous = NORMAL").run()
  records.prepare("PRAGMA wal_autocheckpoint = 2000").get()
  const select = cache.prepare(`SELECT ${generationColumns} FROM generation WHERE digest = unhex(?)`).raw()
  const beginReading = cache.prepare("BEGIN")
  const endReading = cache.prepare("COMMIT")
  const begin = records.prepare("BEGIN IMMEDIATE")
  const commit = records.prepare("COMMIT")
  begin.run()
  for (const statement of statementsOf(resultsLayout.migrations)) records.prepare(statement).run()
  commit.run()
  const insert = records.prepare(insertObservation)

  const answerTo = (request: GenerateRequest) => rowOf(select.get(request.digest) as GenerationList)

  const session = (
    name: SessionRecord["session"],
    request: GenerateRequest,
    row: GenerationRow,
    { rule, value }: { readonly value: string | null; readonly rule: string }
  ): SessionRecord => ({
    session: name,
    request: request.digest,
    answer: digestText(row.answer),
    reading: value,
    rule,
    finishReason: row.finish_reason as SessionRecord["finishReason"],
    durationMillis: row.duration_ms
  })

  let correct = 0
  for (let start = 0; start < size; start += batch) {
    beginReading.run()
    begin.run()
    for (let place = start; place < Math.min(start + batch, size); place++) {
      const review = reviewAt(place)
      const predict = guide.request(renderTemplate(guide.question.template, category.fields(review)))
      const first = answerTo(predict)
      const predicted = category.read(first.answer.trim(), review)

      const target = category.target(review, false)!
      const fields = { ...category.fields(review), target: target.answer! }
      const explain = guide.request(renderTemplate(guide.taskPrompt.template, fields))
      const second = answerTo(explain)
      const explained = readParagraph(second.answer.trim())

      const changed = category.withParagraph(review, explained.value ?? "")
      const predictAgain = guide.request(renderTemplate(guide.question.template, category.fields(changed)))
      const third = answerTo(predictAgain)
      const again = category.read(third.answer.trim(), changed)

      const sessions = [
        session("predict", predict, first, predicted),
        session("explain", explain, second, explained),
        session("explain_predict", predictAgain, third, again)
      ]
      if (predicted.value === review.label) correct++
      insert.run(
        review.idx,
        "test",
        review.label,
        first.duration_ms + second.duration_ms + third.duration_ms,
        JSON.stringify(sessions),
        predicted.value === null ? null : Number(predicted.value === review.label),
        again.value === null ? null : Number(target.isReachedBy(again.value)),
        "applicable",
        null,
        readerVersion
      )
    }
    commit.run()
    endReading.run()
  }
  cache.close()
  records.close()
  return correct
}
