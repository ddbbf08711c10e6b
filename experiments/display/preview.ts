/**
 * The prompts about one observation, for people and for programs.
 */
import { showPrompt } from "../../src/domain/Prompt.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import type { Preview, PreviewedSession } from "../../src/experiment/preview.ts"

const shownReading = ({ reading, rule }: { readonly reading: unknown; readonly rule: string }): string =>
  reading === null ? `nothing could be read (${rule})` : `${JSON.stringify(reading)} (${rule})`

const answerLines = ({ answered }: PreviewedSession): readonly string[] => {
  if (answered === null) return ["--- answer: not stored yet"]
  const { generation, record } = answered
  return [
    `--- answer, as stored (${Math.round(generation.durationMillis)} ms)`,
    generation.text,
    `--- reading: ${shownReading(record)}`,
    ...(record.changed === undefined ? [] : [`--- the text that session 3 asks about`, record.changed])
  ]
}

const sessionLines = (session: PreviewedSession, i: number): readonly string[] => {
  const { isExact, request: { prompt, responseSchema } } = session
  const form = prompt._tag === "Text" ? "the text that is sent" : "the messages that are sent"
  const exactness = isExact ? form : `${form}, but for the slot in braces: the explanation is not stored yet`
  return [
    `=== session ${i + 1}, ${session.session}: ${exactness}`,
    showPrompt(prompt),
    ...(responseSchema === undefined
      ? []
      : [`--- the answer is to follow the JSON schema ${JSON.stringify(responseSchema)}`]),
    ...answerLines(session),
    ""
  ]
}

/** Why there are fewer sessions than the task has, where that is so. */
const missingSession = (
  { task }: Experiment,
  { refusal, sessions, verdict }: Preview
): readonly string[] => {
  if (refusal !== null) return [`The last of these was refused, so a run ends with it: ${refusal}`]
  if (!verdict.isApplicable) {
    return ["There is no other session: with a single choice there is no other answer to bring about."]
  }
  return task.verdictName === "faithful" && sessions.length === 2
    ? ["There is no session 3: nothing could be read from the explanation."]
    : []
}

/** The prompts as a text. */
export const previewText = (experiment: Experiment, preview: Preview): string => {
  const { idx, label } = preview.observation
  const { dataset, id, pack, split } = experiment
  return [
    `${id}\n${dataset} ${split} ${idx}, label ${JSON.stringify(label)}, prompt pack ${pack.name}\n`,
    ...preview.sessions.flatMap(sessionLines),
    ...missingSession(experiment, preview)
  ].join("\n").trimEnd()
}

const sessionDocument = ({ answered, isExact, request, session }: PreviewedSession) => {
  const { _tag, ...prompt } = request.prompt
  return {
    session,
    exact: isExact,
    prompt,
    ...(request.responseSchema === undefined ? {} : { response_schema: request.responseSchema }),
    // The digest of a request with a slot would be nobody's.
    request: isExact ? request.digest : null,
    answer: answered?.generation.text ?? null,
    ...(answered === null ? {} : {
      reading: answered.record.reading,
      rule: answered.record.rule,
      ...(answered.record.changed === undefined ? {} : { changed: answered.record.changed })
    })
  }
}

/** The prompts as one JSON document; `prompt` has `text`, or `messages`. */
export const previewDocument = (
  experiment: Experiment,
  { observation, refusal, sessions, verdict }: Preview
) => ({
  id: experiment.id,
  dataset: experiment.dataset,
  split: experiment.split,
  observation,
  task: experiment.task.name,
  flags: experiment.flags,
  pack: experiment.pack.name,
  applicable: verdict.isApplicable,
  ...(refusal === null ? {} : { refusal }),
  sessions: sessions.map(sessionDocument)
})
