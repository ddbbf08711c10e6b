/**
 * `npm run api`: writes the API reports anew.
 */
import { rmSync } from "node:fs"
import { reportFolder, writeReports } from "./report.ts"

rmSync(reportFolder, { recursive: true, force: true })
for (const name of writeReports(reportFolder)) process.stdout.write(`docs/api/${name}\n`)
