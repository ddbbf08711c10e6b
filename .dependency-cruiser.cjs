/** Who may import whom: the rooms of the house, and the libraries that each of them may use. */

const rooms = {
  domain: [],
  storage: ["domain"],
  stats: ["domain"],
  chat: ["domain"],
  prompts: ["domain"],
  readers: ["domain"],
  inference: ["domain", "storage"],
  category: ["domain", "prompts", "readers"],
  task: ["domain", "prompts", "readers", "category", "inference"],
  experiment: ["domain", "prompts", "readers", "category", "task", "inference", "chat", "storage", "stats"],
  sweep: ["domain", "prompts", "task", "inference", "chat", "storage", "stats", "experiment"],
  jobs: ["domain", "stats", "experiment", "sweep"],
  reporting: ["domain", "prompts", "readers", "category", "task", "chat", "storage", "stats", "experiment"]
}

const pureLibraries = ["effect", "diff", "fastest-levenshtein", "@huggingface/jinja"]

const onlyThese = (names) => `^src/(?!(?:${names.join("|")})/)`

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "src-is-below-everything",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(layers|experiments|jobs|test)/" }
    },
    {
      name: "layers-are-below-the-command-line",
      severity: "error",
      from: { path: "^layers/" },
      to: { path: "^(experiments|jobs|test)/" }
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { path: "^(src|layers|experiments|jobs)/" },
      to: { path: "^test/" }
    },
    {
      name: "src-does-no-io",
      comment: "Only the digest may use node:crypto.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/domain/Digest\\.ts$" },
      to: { dependencyTypes: ["core"] }
    },
    {
      name: "src-uses-pure-libraries",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^node_modules/", pathNot: pureLibraries.map((name) => `^node_modules/${name}/`) }
    },
    {
      name: "the-measure-is-not-tested-against-itself",
      comment: "The simulated model knows prompts and domain, never how answers are read and judged.",
      severity: "error",
      from: { path: "^layers/simulated/" },
      to: { path: "^src/(?!domain/|prompts/)" }
    },
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `${room}-imports-downwards`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: onlyThese([room, ...below]) }
    }))
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] }
  }
}
