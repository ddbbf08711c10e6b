/**
 * A prompt pack: all wording of the experiments, as data.
 *
 * For each category and each prompt there is a template. A template names fields, such as `{{paragraph}}`, and parts,
 * such as `{{persona}}`, whose text depends on the variation and may itself name fields and other parts.
 */
import { Schema } from "effect"
import { canonicalJson, type Digest, digestText } from "../domain/Digest.ts"
import type { CategoryName } from "../domain/Observation.ts"
import type { TaskName, Variation } from "../domain/Variation.ts"

const either = <A extends string, B extends string>(one: A, other: B) =>
  Schema.Struct({ [one]: Schema.String, [other]: Schema.String } as { [K in A | B]: typeof Schema.String })

/** Wording that names nobody, the model, or a person. */
const personas = Schema.Struct({ objective: Schema.String, you: Schema.String, human: Schema.String })

const asked = {
  template: Schema.String,
  /**
   * The answer is to be a JSON object with this one key (see `answerSchema`); absent where it is free text. The wording
   * has to say so: a server may not be able to force it.
   */
  answer_key: Schema.optionalWith(Schema.NonEmptyTrimmedString, { exact: true })
}

const classify = Schema.Struct({
  ...asked,
  persona: personas,
  /** The sentence that the paragraph may contain masked words; `without` is usually empty. */
  mask_note: either("with", "without")
})

const answerable = Schema.Struct({
  ...asked,
  persona: personas,
  /** The sentence that lists the possible answers (`i-options`). */
  answers_note: either("with", "without")
})

const counterfactual = Schema.Struct({
  ...asked,
  persona: personas,
  /** What the edit is to achieve; `explicit` names `{{target}}`. */
  goal: either("explicit", "implicit")
})

const redacted = Schema.Struct({
  ...asked,
  persona: personas,
  request: either("long", "short")
})

const importance = Schema.Struct({ ...asked, persona: personas })

const CategoryPrompts = Schema.Struct({ classify, answerable, counterfactual, redacted, importance })

const Mask = Schema.Struct({ token: Schema.NonEmptyTrimmedString, word: Schema.NonEmptyTrimmedString })

/** A pack, as a file has it: see docs/prompt-packs.md. */
export const PromptPack = Schema.Struct({
  name: Schema.NonEmptyTrimmedString,
  masks: Schema.Struct({ redacted: Mask, removed: Mask }),
  sentiment: CategoryPrompts,
  "multi-choice": CategoryPrompts,
  entailment: CategoryPrompts
})
export type PromptPack = typeof PromptPack.Type

/** A prompt of a pack; `classify` is the question of sessions 1 and 3, the others are each task's session 2. */
export type PromptName = TaskName

/** The digest of a pack's whole content. */
export const packDigest = (pack: PromptPack): Digest => digestText(canonicalJson(pack))

/** The key under which a prompt's answer is to stand in a JSON object; undefined where it is free text. */
export const answerKeyOf = (
  pack: PromptPack,
  category: CategoryName,
  prompt: PromptName
): string | undefined => pack[category][prompt].answer_key

/** The parts of a prompt in the wording that a variation asks for. */
export const partsOf = (
  pack: PromptPack,
  category: CategoryName,
  prompt: PromptName,
  variation: Variation
): { readonly [part: string]: string } => {
  const prompts = pack[category]
  switch (prompt) {
    case "classify": {
      const { mask_note, persona } = prompts.classify
      return {
        persona: persona[variation.classifyPersona],
        mask_note: variation.maskNote ? mask_note.with : mask_note.without
      }
    }
    case "answerable": {
      const { answers_note, persona } = prompts.answerable
      return {
        persona: persona[variation.taskPersona],
        answers_note: variation.listOptions ? answers_note.with : answers_note.without
      }
    }
    case "counterfactual": {
      const { goal, persona } = prompts.counterfactual
      return {
        persona: persona[variation.taskPersona],
        goal: variation.implicitTarget ? goal.implicit : goal.explicit
      }
    }
    case "redacted": {
      const { persona, request } = prompts.redacted
      return {
        persona: persona[variation.taskPersona],
        request: variation.short ? request.short : request.long
      }
    }
    case "importance":
      return { persona: prompts.importance.persona[variation.taskPersona] }
  }
}
