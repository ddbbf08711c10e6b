/**
 * A share as a bar of fixed width.
 */
const width = 20

/** The bar of a share from 0 to 1. */
export const barOf = (share: number): string => {
  const filled = Math.round(width * Math.min(1, share))
  return "█".repeat(filled) + "░".repeat(width - filled)
}
