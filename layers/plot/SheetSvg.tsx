/**
 * A laid-out picture as SVG: texts stay texts, and no style sheet or script is in it.
 */
import type { VNode } from "preact"
import type { Picture } from "../../src/reporting/figures/Picture.ts"
import { fontFamily } from "./fonts.ts"
import type { Format } from "./Format.ts"
import { plain } from "./layout/breakLines.ts"
import type { Label } from "./layout/Label.ts"
import type { PlacedSign } from "./layout/legend.ts"
import type { Sheet } from "./layout/sheet.ts"
import { bandColour, bandLine, faint, ink } from "./palette.ts"
import { drawPanel, drawTone } from "./panel.ts"

/** Enough digits for print, and the same on every machine. */
const rounded = (length: number): number => Math.round(length * 100) / 100

const Group = ({ markup, x, y }: { readonly x: number; readonly y: number; readonly markup: string }) => (
  <g
    transform={`translate(${rounded(x)},${rounded(y)})`}
    dangerouslySetInnerHTML={{ __html: markup }}
  />
)

const Text = ({ label }: { readonly label: Label }) => {
  const [x, y] = [rounded(label.x), rounded(label.y)]
  return (
    <text
      x={x}
      y={y}
      font-size={label.size}
      {...(label.weight === "bold" ? { "font-weight": "bold" } : {})}
      {...(label.anchor === "start" ? {} : { "text-anchor": label.anchor })}
      {...(label.isFaint ? { fill: faint } : {})}
      {...(label.isUpright ? { transform: `rotate(-90 ${x} ${y})` } : {})}
    >
      {label.text}
    </text>
  )
}

interface SignProps {
  readonly sign: PlacedSign
  readonly picture: Picture
  readonly format: Format
}

const Sign = ({ format, picture, sign }: SignProps) => {
  const { fontSize: size, stroke } = format
  const [x, y] = [rounded(sign.x), rounded(sign.y)]
  const half = rounded(size * 0.45)
  switch (sign.kind) {
    case "tone":
      return (
        <Group
          x={sign.x - size / 2}
          y={sign.y - size / 2}
          markup={drawTone(picture, sign.tone, size, format)}
        />
      )
    case "interval":
      return <line x1={x} x2={x} y1={y - half} y2={y + half} stroke={ink} stroke-width={stroke * 1.3} />
    case "random":
      return (
        <g>
          <rect
            x={x - half}
            y={y - half}
            width={2 * half}
            height={2 * half}
            fill={bandColour}
            fill-opacity={0.55}
          />
          <line x1={x - half} x2={x + half} y1={y} y2={y} stroke={bandLine} stroke-width={stroke} />
        </g>
      )
  }
}

interface SheetProps {
  readonly sheet: Sheet
  readonly picture: Picture
  readonly format: Format
}

const lengthOf = (length: number, { name, perInch }: Format): string =>
  name === "paper" ? `${rounded(length / perInch * 100) / 100}in` : String(rounded(length))

/** The whole picture on white. */
export const SheetSvg = ({ format, picture, sheet }: SheetProps): VNode => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    role="img"
    width={lengthOf(sheet.width, format)}
    height={lengthOf(sheet.height, format)}
    viewBox={`0 0 ${rounded(sheet.width)} ${rounded(sheet.height)}`}
    font-family={fontFamily}
    fill={ink}
  >
    <title>{plain([picture.title, picture.subtitle].filter((text) => text !== "").join(": "))}</title>
    <rect width="100%" height="100%" fill="white" />
    {sheet.panels.map((panel) => (
      <Group x={panel.x} y={panel.y} markup={drawPanel(picture, panel, sheet.axis, format)} />
    ))}
    {sheet.signs.map((sign) => <Sign sign={sign} picture={picture} format={format} />)}
    {sheet.labels.map((label) => <Text label={label} />)}
  </svg>
)
