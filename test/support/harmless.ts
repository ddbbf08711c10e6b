/**
 * What a page may be made of: nothing that runs, loads or leads elsewhere.
 */
import { parseHTML } from "linkedom"
import { expect } from "vitest"

const tags = new Set(
  ("html head meta title style body main nav header section article h1 h2 h3 h4 p span b div pre code bdi del ins mark "
    + "ul ol li a dl dt dd details summary figure figcaption table thead tbody tr th td svg g line circle text")
    .split(" ")
)

const attributes = new Set(
  ("lang charset http-equiv content name class id title role tabindex scope aria-label aria-hidden href x y x1 x2 y1 y2 cx "
    + "cy r dy width height overflow text-anchor stroke-width").split(" ")
)

/** The page, whose elements and attributes are all harmless. */
export const harmlessPage = (html: string) => {
  const { document } = parseHTML(html)
  for (const element of Array.from(document.querySelectorAll("*"))) {
    expect(tags).toContain(element.tagName.toLowerCase())
    for (const { name, value } of Array.from(element.attributes)) {
      expect(attributes).toContain(name)
      if (name === "href") expect(value).toMatch(/^#[a-z]+$/)
    }
  }
  expect(document.querySelectorAll("style")).toHaveLength(1)
  return document
}

/** All that a page says; what could not be seen is named as `visibleText` does it. */
export const shownText = (page: ReturnType<typeof harmlessPage>): string => {
  for (const name of Array.from(page.querySelectorAll(".unseen"))) {
    name.textContent = `\u27E8${name.textContent}\u27E9`
  }
  return page.body.textContent
}
