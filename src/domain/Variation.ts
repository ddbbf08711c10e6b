/**
 * The tasks, and the flags that vary how their prompts are worded.
 */
import { Either, Schema } from "effect"

/** What is asked of a model about each observation: see `src/task`. */
export const TaskName = Schema.Literal("classify", "answerable", "counterfactual", "redacted", "importance")
export type TaskName = typeof TaskName.Type

/** The name of a task that somebody else has defined: see `ownTask` in `src/task`. */
export const OwnTaskName = Schema.TemplateLiteral("own-", Schema.String).pipe(
  Schema.filter((name) =>
    /^own(-[a-z0-9]+)+$/.test(name)
    || `${name} is no name of a task: write own-, and small letters, digits and hyphens`
  )
)
export type OwnTaskName = typeof OwnTaskName.Type

/** The name of any task. */
export type AnyTaskName = TaskName | OwnTaskName

/** Whose answer a prompt asks for: nobody's in particular, the model's own, or a person's. */
export type Persona = "objective" | "you" | "human"

/** The wording of an experiment's prompts. */
export interface Variation {
  /** Persona of the question itself (sessions 1 and 3). */
  readonly classifyPersona: Persona
  /** Whether the question says that the paragraph may contain masked words. */
  readonly maskNote: boolean
  /** Which mask token and word. */
  readonly mask: "redacted" | "removed"
  /** Persona of the task's own prompt (session 2). */
  readonly taskPersona: Persona
  /** Whether the answerable prompt lists the possible answers. */
  readonly listOptions: boolean
  /** Whether the counterfactual prompt leaves the target unnamed. */
  readonly implicitTarget: boolean
  /** Whether the redaction prompt is the shorter one. */
  readonly short: boolean
}

/** The wording without flags. */
export const plainVariation: Variation = {
  classifyPersona: "objective",
  maskNote: true,
  mask: "redacted",
  taskPersona: "objective",
  listOptions: false,
  implicitTarget: false,
  short: false
}

const explanationTasks: readonly TaskName[] = ["counterfactual", "redacted", "importance"]
const allTasks: readonly TaskName[] = TaskName.literals

/** Each flag: the tasks that know it, and what it changes. */
const flags: {
  readonly [flag: string]: { readonly tasks: readonly TaskName[]; readonly set: Partial<Variation> }
} = {
  "c-persona-you": { tasks: allTasks, set: { classifyPersona: "you" } },
  "c-persona-human": { tasks: allTasks, set: { classifyPersona: "human" } },
  "c-no-redacted": { tasks: allTasks, set: { maskNote: false } },
  "m-removed": { tasks: allTasks, set: { mask: "removed" } },
  "i-persona-you": { tasks: ["answerable"], set: { taskPersona: "you" } },
  "i-persona-human": { tasks: ["answerable"], set: { taskPersona: "human" } },
  "i-options": { tasks: ["answerable"], set: { listOptions: true } },
  "e-persona-you": { tasks: explanationTasks, set: { taskPersona: "you" } },
  "e-persona-human": { tasks: explanationTasks, set: { taskPersona: "human" } },
  "e-implicit-target": { tasks: ["counterfactual"], set: { implicitTarget: true } },
  "e-short": { tasks: ["redacted"], set: { short: true } }
}

/** The original's spelling of `e-implicit-target`; its ids have it, so ours have it too. */
const originalSpelling = "e-implcit-target"

const isOurs = Schema.is(TaskName)

/** The flags that a task knows, in the order of the documentation; a task of one's own knows those of the question. */
export const flagsOf = (task: AnyTaskName): readonly string[] =>
  Object.keys(flags).filter((flag) => {
    const { tasks } = flags[flag]!
    return isOurs(task) ? tasks.includes(task) : tasks === allTasks
  })

/** A task configuration that cannot be meant. */
export class FlagError extends Schema.TaggedError<FlagError>()("FlagError", { message: Schema.String }) {}

const fail = (message: string) => Either.left(new FlagError({ message }))

/** The flags of one task, without repetitions and empty ones, sorted; unknown or contradictory ones are errors. */
export const normaliseFlags = (
  task: AnyTaskName,
  given: readonly string[]
): Either.Either<readonly string[], FlagError> => {
  const wanted = [...new Set(given.map((flag) => flag.trim()).filter((flag) => flag !== ""))]
    .map((flag) => flag === originalSpelling ? "e-implicit-target" : flag)
  const known = flagsOf(task)
  for (const flag of wanted) {
    if (known.includes(flag)) continue
    const why = Object.hasOwn(flags, flag)
      ? `the task ${task} does not know the flag ${flag}`
      : `unknown flag ${flag}`
    return fail(`${why}; ${task} takes: ${known.join(", ")}`)
  }
  for (const letter of ["c", "i", "e"]) {
    const both = ["you", "human"].map((persona) => `${letter}-persona-${persona}`)
    if (both.every((flag) => wanted.includes(flag))) return fail(`${both.join(" and ")} exclude each other`)
  }
  return Either.right([...new Set(wanted)].toSorted())
}

/** The wording that normalised flags ask for. */
export const variationOf = (normalised: readonly string[]): Variation =>
  Object.assign({}, plainVariation, ...normalised.map((flag) => flags[flag]?.set))

/** The flags by which a task gets a wording: the inverse of `variationOf`, for what the task's flags can change. */
export const flagsFor = (task: TaskName, variation: Variation): readonly string[] =>
  flagsOf(task).filter((flag) =>
    Object.entries(flags[flag]!.set).every(([part, value]) => variation[part as keyof Variation] === value)
  )

/** The flags as the original's experiment ids spell them. */
export const flagsInId = (normalised: readonly string[]): string =>
  normalised.map((flag) => flag === "e-implicit-target" ? originalSpelling : flag).toSorted().join("-")
