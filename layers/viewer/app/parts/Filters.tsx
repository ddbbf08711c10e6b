/**
 * Which observations are shown.
 */
import { useEffect, useRef, useState } from "preact/hooks"
import type { ExperimentDetail } from "../../wire/experiments.ts"
import { changed, experimentPath, filterOf } from "../address.ts"
import { whole } from "../figures.ts"
import { go, Link, replace } from "../navigation.tsx"
import { verdictWords } from "./Judgement.tsx"

interface Choice {
  readonly value: string
  readonly text: string
}

interface PickProps {
  readonly name: string
  readonly label: string
  readonly query: URLSearchParams
  readonly choices: readonly Choice[]
  readonly onPick: (change: { readonly [name: string]: string }) => void
}

const Pick = ({ choices, label, name, onPick, query }: PickProps) => {
  const value = query.get(name) ?? ""
  const isListed = value === "" || choices.some((choice) => choice.value === value)
  return (
    <label class={value === "" ? "" : "set"}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onPick({ [name]: event.currentTarget.value })}>
        <option value="">any</option>
        {!isListed && <option value={value}>{value}</option>}
        {choices.map(({ text, value }) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  )
}

const troubleNames = {
  unread: "not read, for any reason",
  unreadable: "unreadable",
  refused: "refused",
  truncated: "cut off",
  error: "error",
  inapplicable: "does not apply"
} as const

const counted = (values: ExperimentDetail["labels"]): readonly Choice[] =>
  values.map(({ count, value }) => ({ value, text: `${value} (${whole(count)})` }))

/** How long nobody types before the search begins. */
const pauseMillis = 300

/** The words to look for: the URL has them a moment after they were typed. */
const Search = (
  { onSearch, words }: { readonly words: string; readonly onSearch: (words: string) => void }
) => {
  const [typed, setTyped] = useState(words)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setTyped(words), [words])
  const search = (text: string) => {
    clearTimeout(timer.current)
    onSearch(text)
  }
  return (
    <label class={words === "" ? "wide" : "wide set"}>
      <span>
        Search in prompts, answers and readings <kbd>/</kbd>
      </span>
      <input
        type="search"
        value={typed}
        onInput={(event) => {
          const text = event.currentTarget.value
          setTyped(text)
          clearTimeout(timer.current)
          timer.current = setTimeout(search, pauseMillis, text)
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(typed)
        }}
      />
    </label>
  )
}

export const Filters = (
  { detail, query }: { readonly detail: ExperimentDetail; readonly query: URLSearchParams }
) => {
  const { answers, labels, row: { id, verdictName }, troubles } = detail
  const filter = filterOf(query)
  const pick = (change: { readonly [name: string]: string }) =>
    go(experimentPath(id, changed(filter, change)))
  const common = { query, onPick: pick }
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {verdictName !== null && (
        <Pick
          {...common}
          name="verdict"
          label={verdictName}
          choices={[
            { value: "yes", text: verdictWords[verdictName].yes },
            { value: "no", text: verdictWords[verdictName].no },
            { value: "unknown", text: "cannot be told" }
          ]}
        />
      )}
      <Pick
        {...common}
        name="correct"
        label="correct"
        choices={[
          { value: "yes", text: "correct" },
          { value: "no", text: "wrong" },
          { value: "unknown", text: "cannot be told" }
        ]}
      />
      <Pick
        {...common}
        name="trouble"
        label="trouble"
        choices={troubles.map(({ count, value }) => ({
          value,
          text: `${troubleNames[value]} (${whole(count)})`
        }))}
      />
      <Pick {...common} name="label" label="label" choices={counted(labels)} />
      <Pick {...common} name="answer" label="first answer" choices={counted(answers)} />
      <Search
        words={query.get("q") ?? ""}
        onSearch={(words) => replace(experimentPath(id, changed(filter, { q: words })))}
      />
      {filter.size > 0 && <Link class="button" to={experimentPath(id)}>Clear</Link>}
    </form>
  )
}
