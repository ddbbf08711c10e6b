/**
 * The keyboard: single keys for those who read many conversations.
 */
import { useEffect } from "preact/hooks"

/** What keys do on a page; a key that is not here does what it always does. */
export interface Keys {
  readonly [key: string]: () => void
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  || target instanceof HTMLSelectElement

/** Listens while a component is shown; Escape leaves a field, and while one types no key means anything else. */
export const useKeys = (keys: Keys): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (document.querySelector("dialog[open]") !== null) return
      if (isTyping(event.target)) {
        if (event.key === "Escape") (event.target as HTMLElement).blur()
        return
      }
      const action = keys[event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  })
}

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>("a[data-row]")]

/** Moves the focus to the row before or after the one that has it. */
const step = (by: number) => () => {
  const all = rows()
  const at = all.findIndex((row) => row === document.activeElement)
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))
  all[next]?.focus()
  all[next]?.scrollIntoView({ block: "nearest" })
}

/** Keys of a list: Enter follows the link that has the focus, as everywhere. */
export const rowKeys: Keys = { j: step(1), ArrowDown: step(1), k: step(-1), ArrowUp: step(-1) }

/** Puts the cursor into the field for searching. */
export const focusSearch = (): void => {
  const field = document.querySelector<HTMLInputElement>("input[type=search]")
  field?.focus()
  field?.select()
}
