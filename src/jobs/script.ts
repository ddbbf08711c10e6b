/**
 * The script of an array of jobs: a template with its places filled in.
 */
import { Either } from "effect"
import { fillIn } from "./placeholders.ts"
import type { PlannedArray } from "./plan.ts"
import type { Profile } from "./Profile.ts"
import { showWallTime } from "./wallTime.ts"

/** One word of a shell's command, quoted where it must be. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

export const shellWords = (words: readonly string[]): string => words.map(shellWord).join(" ")

/** What the nodes are told, so that nothing on them waits for a network that they do not have. */
const offline = {
  HF_HUB_OFFLINE: "1",
  HF_DATASETS_OFFLINE: "1",
  TRANSFORMERS_OFFLINE: "1",
  HF_HUB_DISABLE_TELEMETRY: "1"
}

type Slurm = Profile["slurm"]

/** Options of sbatch that each job of a profile has. */
const place = (
  { account, constraint, options, partition }: Pick<Slurm, "account" | "constraint" | "options" | "partition">
): readonly string[] => [
  ...(partition === undefined ? [] : [`--partition=${partition}`]),
  ...(account === undefined ? [] : [`--account=${account}`]),
  ...(constraint === undefined ? [] : [`--constraint=${constraint}`]),
  ...options
]

const logs = (folder: string, name: string): readonly string[] => [
  `--output=${folder}/${name}.out`,
  `--error=${folder}/${name}.err`,
  "--open-mode=append"
]

/**
 * Options of sbatch for the jobs of one model.
 *
 * Only the job's own process gets the signal before the time limit or a preemption: it stops what it has started.
 */
export const arrayOptions = (
  slurm: Slurm,
  { minutes, resources: { cpus, gpus, memory }, tasks }: PlannedArray,
  { logFolder, name }: { readonly name: string; readonly logFolder: string }
): Either.Either<readonly string[], string> =>
  Either.map(fillIn(slurm.gpus, { gpus }), (gpuOption) => [
    `--job-name=${name}`,
    `--array=0-${tasks.length - 1}%${slurm.parallel}`,
    ...["--nodes=1", "--ntasks=1", `--cpus-per-task=${cpus}`, `--mem=${memory}`],
    ...(gpus === 0 ? [] : [gpuOption]),
    `--time=${showWallTime(minutes)}`,
    "--requeue",
    `--signal=B:TERM@${Math.ceil(slurm.warning / 1000)}`,
    ...logs(logFolder, "%x.%A_%a"),
    ...place(slurm)
  ])

/** Options of sbatch for the job that brings everything together at the end. */
export const collectOptions = (
  { constraint: _ofServers, ...anywhere }: Slurm,
  { logFolder, name }: { readonly name: string; readonly logFolder: string }
): readonly string[] => [
  `--job-name=${name}`,
  ...["--nodes=1", "--ntasks=1", "--cpus-per-task=1", "--mem=4G", "--time=01:00:00"],
  ...logs(logFolder, "%x.%j"),
  ...place(anywhere)
]

export interface ScriptParts {
  readonly options: readonly string[]
  readonly title: string
  /** The words of the command that the script ends with. */
  readonly command: readonly string[]
}

const exported = (environment: { readonly [name: string]: string | number }) =>
  Object.entries(environment).map(([name, value]) => `export ${name}=${shellWord(String(value))}`)

/** The whole script. */
export const renderScript = (
  template: string,
  { environment, modules, setup }: Pick<Profile, "environment" | "modules" | "setup">,
  { command, options, title }: ScriptParts
): Either.Either<string, string> =>
  fillIn(template, {
    options: options.map((option) => `#SBATCH ${option}`).join("\n"),
    title,
    modules: modules.map((name) => `module load ${shellWord(name)}`).join("\n"),
    environment: exported({ ...offline, ...environment }).join("\n"),
    setup: setup.join("\n"),
    command: shellWords(command)
  })
