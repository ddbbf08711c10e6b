/**
 * The reader of YAML, a file of its own to be loaded when there is some: few runs name such a file.
 */
export { parse } from "yaml"
