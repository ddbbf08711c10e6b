/**
 * How far downloads are, for a display.
 */

/** What is being fetched, and how much of it is here; the total is 0 while it is not known. */
export interface Transfer {
  readonly what: string
  done: number
  total: number
}

/** Kept up to date by what downloads. */
export interface Transfers {
  current: Transfer | null
}

export const makeTransfers = (): Transfers => ({ current: null })
