/**
 * The built command, as seen from where benches are bundled.
 */
import { fileURLToPath } from "node:url"

export const command = fileURLToPath(new URL("../../../dist/bin/introspect.js", import.meta.url))
