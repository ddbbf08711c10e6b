/**
 * Moving between pages without loading anything again; links stay links, for new tabs and for copying.
 */
import type { ComponentChildren } from "preact"
import { useEffect, useState } from "preact/hooks"
import { type Address, parseAddress } from "./address.ts"

const here = (): Address => parseAddress(location.pathname, location.search)

const moved = "introspect:moved"

/** Goes to a path of the viewer. */
export const go = (path: string): void => {
  history.pushState(null, "", path)
  dispatchEvent(new Event(moved))
  scrollTo(0, 0)
}

/** Puts another path in the place of this one: for what is typed, which is no step to go back to. */
export const replace = (path: string): void => {
  history.replaceState(null, "", path)
  dispatchEvent(new Event(moved))
}

/** The page that the URL names. */
export const useAddress = (): Address => {
  const [address, setAddress] = useState(here)
  useEffect(() => {
    const update = () => setAddress(here())
    addEventListener("popstate", update)
    addEventListener(moved, update)
    return () => {
      removeEventListener("popstate", update)
      removeEventListener(moved, update)
    }
  }, [])
  return address
}

const isPlain = ({ altKey, button, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey

interface LinkProps {
  readonly to: string
  readonly children: ComponentChildren
  readonly "class"?: string
  readonly rel?: string
  readonly "aria-label"?: string
  /** Marks the link of a row: see `rowKeys`. */
  readonly "data-row"?: boolean
}

/** A link to a page of the viewer. */
export const Link = ({ children, to, ...rest }: LinkProps) => (
  <a
    {...rest}
    href={to}
    onClick={(event) => {
      if (!isPlain(event)) return
      event.preventDefault()
      go(to)
    }}
  >
    {children}
  </a>
)
