/**
 * The words of a command line, before and beside @effect/cli: list options as the Python original takes them
 * (`--task-config a b c`), and flags that are given more than once.
 */
const listOptions: ReadonlySet<string> = new Set([
  "--task-config",
  "--model-names",
  "--datasets",
  "--tasks",
  "--exclude",
  "--profiles",
  "--controls"
])

/** Commas are part of a profile, and of the simulated models' names. */
const isSplit = (option: string): boolean => option !== "--profiles" && option !== "--model-names"

/**
 * Repeats a list option's name before each of its values, and splits commas: @effect/cli takes one value an option.
 *
 * @example
 * normaliseArgv(["run", "--task-config", "a", "b,c", "--seed", "1"])
 * // ["run", "--task-config", "a", "--task-config", "b", "--task-config", "c", "--seed", "1"]
 */
export const normaliseArgv = (argv: readonly string[]): readonly string[] => {
  const normal: string[] = []
  let list: string | null = null
  for (const word of argv) {
    const [name = "", ...rest] = word.split("=")
    if (listOptions.has(name)) {
      list = name
      if (rest.length > 0) normal.push(...repeated(name, rest.join("=")))
    } else if (word.startsWith("-")) {
      list = null
      normal.push(word)
    } else if (list === null) normal.push(word)
    else normal.push(...repeated(list, word))
  }
  return normal
}

const repeated = (option: string, values: string): readonly string[] =>
  (isSplit(option) ? values.split(",") : [values]).flatMap((value) => [option, value])

/** Takes a flag that belongs to every command out of the words, wherever it stands. */
export const takeFlag = (
  argv: readonly string[],
  flag: string
): {
  readonly taken: readonly string[]
  readonly rest: readonly string[]
  readonly value: string | undefined
} => {
  const i = argv.findIndex((word) => word === flag || word.startsWith(`${flag}=`))
  if (i === -1) return { taken: [], rest: argv, value: undefined }
  const [word, next] = [argv[i]!, argv[i + 1]]
  const taken = word === flag && next !== undefined ? [word, next] : [word]
  return {
    taken,
    rest: [...argv.slice(0, i), ...argv.slice(i + taken.length)],
    value: word === flag ? next : word.slice(flag.length + 1)
  }
}

/** Whether a flag is given more than once. */
export const isRepeated = (argv: readonly string[], flag: string): boolean =>
  argv.filter((word) => word === flag || word.startsWith(`${flag}=`)).length > 1
