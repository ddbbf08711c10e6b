/**
 * Which key does what.
 */
import { useEffect, useRef } from "preact/hooks"

const keys = [
  ["j k ↓ ↑", "the next or previous row of a list"],
  ["Enter", "open the row that has the focus"],
  ["n p → ←", "the next or previous page, or observation within the filter"],
  ["u", "up: from an observation to its list, from a list to all experiments"],
  ["/", "search"],
  ["Esc", "leave a field, close this"],
  ["?", "this"]
] as const

export const Help = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <dl>
        {keys.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
