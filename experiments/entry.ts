/**
 * The file that Node runs: only what is loaded after this is kept compiled.
 */
import { keepCompiled } from "./process/compileCache.ts"

keepCompiled(process.env)
const { main } = await import("./main.ts")
main()
