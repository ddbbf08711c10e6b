/**
 * Tables without lines or colours, for people and for pipes.
 */

/** Options of cli-table3. */
export const plain = {
  style: { head: [], border: [] },
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  "
  }
}
