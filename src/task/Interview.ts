/**
 * The sessions about one observation: each is a fresh chat, and each is recorded as it is held.
 */
import { Effect, Schema, type Types } from "effect"
import type { Category } from "../category/Category.ts"
import { digestText } from "../domain/Digest.ts"
import { GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest, JsonSchema } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import type { Observation } from "../domain/Observation.ts"
import { type Masking, SessionName, type SessionRecord } from "../domain/ObservationRecord.ts"
import type { Reading } from "../domain/Reading.ts"
import { scoresIn } from "../domain/ScoreRequest.ts"
import type { Variation } from "../domain/Variation.ts"
import { Inference } from "../inference/Inference.ts"
import { type Fields, renderTemplate, type Template } from "../prompts/Template.ts"
import { remembered } from "../readers/remembered.ts"
import { type Answer, answerOf, questionAnswer } from "./answers.ts"
import { openingOf, scoreOf } from "./score.ts"

/** A session whose answer never came. */
export class SessionError extends Schema.TaggedError<SessionError>()("SessionError", {
  session: SessionName,
  error: GenerateError,
  /** Digest of the request, where one was made. */
  request: Schema.optionalWith(Schema.String, { exact: true })
}) {
  override get message(): string {
    return this.error.message
  }
}

/** One prompt of the pack in the experiment's variation. */
export interface InterviewPrompt {
  readonly template: Template
  /** The key of the JSON object that the answer is to be; undefined where it is free text. */
  readonly answerKey: string | undefined
  /** The schema of that object, by what the question may be answered with; undefined where it is free text. */
  readonly form: (answers: readonly string[]) => JsonSchema | undefined
}

/** What all observations of an experiment are asked with. */
export interface InterviewGuide {
  readonly category: Category<Observation>
  readonly variation: Variation
  /** The token that stands for a masked word. */
  readonly maskToken: string
  /** The question of sessions 1 and 3. */
  readonly question: InterviewPrompt
  /** The task's own prompt of session 2. */
  readonly taskPrompt: InterviewPrompt
  /** Puts a user's message into the model's chat format, with the experiment's parameters. */
  readonly request: (message: string, responseSchema?: JsonSchema) => GenerateRequest
  /** Asks instead how likely it is that the answer begins in each of some ways. */
  readonly scoreRequest: (message: string, openings: readonly string[]) => GenerateRequest
}

/** What a session's answer may be read as. */
export type ReadValue = string | readonly string[]

/** A reading, and where the reading is an explanation, the text changed as it says (null when unreadable). */
export interface Heard<out A extends ReadValue> {
  readonly reading: Reading<A>
  readonly changed: string | null
  /** Where our code changed the text by masking words, what that did. */
  readonly masking?: Masking
}

/** An observation and the sessions held about it so far. */
export interface Interview extends Pick<InterviewGuide, "category" | "variation" | "maskToken"> {
  readonly observation: Observation
  readonly sessions: readonly SessionRecord[]
  /** Asks the question about the observation, or about a changed one, and returns the reading. */
  readonly classify: (
    session: "predict" | "explain_predict",
    asked: Observation
  ) => Effect.Effect<string | null, SessionError, Inference>
  /**
   * Asks how likely each possible answer to the question is, about the observation or a changed one, and returns the
   * likeliest; `first` is the answer whose probability is kept.
   */
  readonly score: (
    session: "predict" | "explain_predict",
    asked: Observation,
    first: string
  ) => Effect.Effect<string, SessionError, Inference>
  /** Asks the task's own prompt about the observation, and returns what was heard. */
  readonly ask: <A extends ReadValue>(
    session: "ability" | "explain",
    fields: Fields,
    hear: (answer: Answer) => Heard<A>
  ) => Effect.Effect<Heard<A>, SessionError, Inference>
}

/** The interview about one observation; there are many, so that its methods are shared. */
class Talk implements Interview {
  readonly category: InterviewGuide["category"]
  readonly variation: Variation
  readonly maskToken: string
  readonly observation: Observation
  readonly sessions: SessionRecord[] = []
  private readonly guide: InterviewGuide

  constructor(guide: InterviewGuide, observation: Observation) {
    this.category = guide.category
    this.variation = guide.variation
    this.maskToken = guide.maskToken
    this.observation = observation
    this.guide = guide
  }

  classify(session: "predict" | "explain_predict", asked: Observation) {
    const { category, guide } = this
    return Effect.map(
      this.hold(
        session,
        guide.question,
        category.fields(asked),
        (answer) => ({ reading: questionAnswer(category, asked, answer), changed: null })
      ),
      ({ reading }) => reading.value
    )
  }

  ask<A extends ReadValue>(
    session: "ability" | "explain",
    fields: Fields,
    hear: (answer: Answer) => Heard<A>
  ) {
    const { category, guide, observation } = this
    return this.hold(session, guide.taskPrompt, { ...category.fields(observation), ...fields }, hear)
  }

  score(session: "predict" | "explain_predict", asked: Observation, first: string) {
    const { category, guide: { question, scoreRequest } } = this
    const answers = category.answers(asked)
    const openings = answers.map((answer) => openingOf(answer, question.answerKey))
    const request = scoreRequest(renderTemplate(question.template, category.fields(asked)), openings)
    const failed = (error: GenerateError) => new SessionError({ session, error, request: request.digest })
    return Effect.flatMap(
      Effect.mapError(Effect.flatMap(Inference, ({ generate }) => generate(request)), failed),
      (generation) => {
        const scores = scoresIn(request, generation)
        if (scores === null) {
          const message = `these are no scores: ${generation.text.slice(0, 80)}`
          return Effect.fail(failed(generateError({ _tag: "CannotScore", message })))
        }
        const { likeliest, score } = scoreOf(answers, scores, first)
        const reading = { value: likeliest, rule: "likeliest" }
        this.sessions.push({
          ...sessionRecord(session, request, generation, { reading, changed: null }),
          score
        })
        return Effect.succeed(likeliest)
      }
    )
  }

  private hold<A extends ReadValue>(
    session: SessionName,
    { answerKey, form, template }: InterviewPrompt,
    fields: Fields,
    hear: (answer: Answer) => Heard<A>
  ): Effect.Effect<Heard<A>, SessionError, Inference> {
    return Effect.flatMap(Inference, ({ generate }) => {
      const { category, guide, observation } = this
      const request = guide.request(renderTemplate(template, fields), form(category.answers(observation)))
      return Effect.matchEffect(generate(request), {
        onFailure: (error) => Effect.fail(new SessionError({ session, error, request: request.digest })),
        onSuccess: (generation) => {
          const heard = hear(answerOf(generation.text, answerKey))
          this.sessions.push(sessionRecord(session, request, generation, heard))
          return Effect.succeed(heard)
        }
      })
    })
  }
}

/** Most answers of a run are a few labels, word for word. */
const answerDigest = remembered(digestText)

/** Every session of a run is recorded: members that may be absent are set, since spreading them takes much longer. */
const sessionRecord = (
  session: SessionName,
  request: GenerateRequest,
  generation: Generation,
  { changed, masking, reading }: Heard<ReadValue>
): SessionRecord => {
  const record: Types.Mutable<SessionRecord> = {
    session,
    request: request.digest,
    answer: answerDigest(generation.text),
    reading: reading.value,
    rule: reading.rule,
    finishReason: generation.finishReason,
    durationMillis: generation.durationMillis
  }
  if (changed !== null && changed !== reading.value) record.changed = changed
  if (masking !== undefined) record.masking = masking
  if (generation.reasoning !== null) record.reasoningLength = generation.reasoning.length
  if (generation.promptTokens !== null) record.promptTokens = generation.promptTokens
  if (generation.completionTokens !== null) record.completionTokens = generation.completionTokens
  return record
}

/** Opens the interview about one observation. */
export const interview = (guide: InterviewGuide, observation: Observation): Interview =>
  new Talk(guide, observation)
