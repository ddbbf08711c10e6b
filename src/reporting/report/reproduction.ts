/**
 * What somebody else needs to get the same figures.
 */
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { Fact } from "../transcript/facts.ts"
import type { ReportedExperiment } from "./ReportedExperiment.ts"

/** A word as a POSIX shell takes it. */
const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** A command line. */
export const shellLine = (words: readonly string[]): string => words.map(shellWord).join(" ")

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** The commands that the experiments were last run by, each once. */
export const commandsOf = (experiments: readonly ReportedExperiment[]): readonly string[] =>
  unique(experiments.flatMap(({ run }) => {
    const words = run?.manifest.arguments
    return words === undefined ? [] : [shellLine(["introspect", ...words])]
  }))

const together = (
  experiments: readonly ReportedExperiment[],
  of: (experiment: ReportedExperiment) => readonly string[]
): string => unique(experiments.flatMap(of)).join("; ") || "not told"

const program = ({ run }: ReportedExperiment): readonly string[] => {
  if (run?.manifest.program === undefined) return []
  const { commit, program } = run.manifest
  return [typeof commit === "string" ? `${program}, commit ${commit}` : program]
}

const machine = ({ run }: ReportedExperiment): readonly string[] =>
  run?.manifest.node === undefined ? [] : [`Node ${run.manifest.node}, ${run.manifest.platform ?? "unknown"}`]

const parameters = ({ spec }: ReportedExperiment): string => {
  const { seed: _seed, stop, ...sampling } = spec.params
  const ends = stop.length === 0
    ? "no stop strings"
    : `stop ${stop.map((text) => JSON.stringify(text)).join(" ")}`
  return [...Object.entries(sampling).map(([name, value]) => `${name} ${value}`), ends].join(", ")
}

/** Versions, wording, seeds, readers and parameters of the experiments, each with all its values. */
export const versionsOf = (experiments: readonly ReportedExperiment[]): readonly Fact[] => [
  ["program", together(experiments, program)],
  ["run on", together(experiments, machine)],
  ["wording", together(experiments, ({ spec }) => [`${spec.pack.name} (sha256 ${spec.pack.sha256})`])],
  [
    "readers",
    together(experiments, ({ readers }) => [...readers.keys()].map((version) => `version ${version}`))
  ],
  ["seed", together(experiments, ({ spec }) => [String(spec.seed)])],
  ["parameters", together(experiments, (experiment) => [parameters(experiment)])]
]

/** Where a data set came from, and its digest where it has one. */
const originOf = ({ dataset }: ExperimentSpec): string => {
  if (dataset.hub !== undefined) {
    const { config, repo, revision } = dataset.hub
    return `${repo}, ${config}, at ${revision}`
  }
  return dataset.sha256 === null ? "known by its name" : `sha256 ${dataset.sha256}`
}

const modelOf = ({ spec: { model } }: ReportedExperiment): string =>
  `${model.id}, ${model.revision ?? "any revision"}, chat format ${model.type}`

const serverOf = ({ run }: ReportedExperiment): readonly string[] => {
  const server = run?.manifest.server
  return server === undefined || server === null
    ? []
    : [`${server.model}${server.sha === null ? "" : ` at ${server.sha}`}, ${server.version}`]
}

/** When the runs ended, from the first to the last. */
const endsOf = (experiments: readonly ReportedExperiment[]): string => {
  const ends = experiments.flatMap(({ run }) => run?.manifest.ended ?? []).toSorted()
  const [first, last] = [ends[0], ends.at(-1)].map((end) => end?.slice(0, 16).replace("T", " "))
  const open = experiments.length - ends.length
  return [
    ...(first === undefined ? [] : [first === last ? `${first} UTC` : `${first} to ${last} UTC`]),
    ...(open === 0 ? [] : [`${open} not ended`])
  ].join(", ")
}

/** Models, servers by their own account, data sets and times, each once. */
export const materialOf = (experiments: readonly ReportedExperiment[]): readonly Fact[] => {
  const servers = unique(experiments.flatMap(serverOf))
  return [
    ...unique(experiments.map(modelOf)).map((model) => ["model", model] as const),
    ...(servers.length === 0 ? ["none was asked in the last runs"] : servers)
      .map((server) => ["server", server] as const),
    ...unique(experiments.map(({ spec }) => `${spec.dataset.name} ${spec.split}, ${originOf(spec)}`))
      .map((data) => ["data set", data] as const),
    ["runs ended", endsOf(experiments)]
  ]
}
