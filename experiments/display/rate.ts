/**
 * Rates as people read them, in tables of text as in reports.
 */
export { percent, showDifference, showRate } from "../../src/reporting/rateText.ts"
