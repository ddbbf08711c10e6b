/**
 * What the simulated model knows about English words besides opinions: which carry content, and which belong together.
 */
const list = (text: string): readonly string[] => text.split(/\s+/)

/** Words that say little by themselves. */
const functionWords = new Set(list(
  "a about above after again all almost along already also although always am among an and another any anyone "
    + "anything are aren't around as at away be because been before being below between both but by can can't "
    + "cannot could couldn't did didn't do does doesn't doing don't done down during each either else enough even "
    + "ever every everyone everything for from further had hadn't has hasn't have haven't having he her here hers "
    + "herself him himself his how however i if in indeed instead into is isn't it its itself just least less ll "
    + "many may me meanwhile might mine more most much must my myself neither never no nobody none nor not nothing "
    + "now of off often on once one only onto or other others our ours ourselves out over own perhaps quite rather "
    + "re s same shall she should shouldn't simply since so some someone something soon still such t than that the "
    + "their theirs them themselves then there these they this those though through thus to together too towards "
    + "toward under until up upon us ve very was wasn't we well were weren't what whatever when where whether which "
    + "while who whoever whole whom whose why will with within without won't would wouldn't yet you your yours "
    + "yourself themselves d m"
))

/** Words that turn a statement into its opposite. */
export const negators: ReadonlySet<string> = new Set(list(
  "not no never cannot can't isn't wasn't aren't weren't don't didn't doesn't won't wouldn't couldn't shouldn't "
    + "hasn't haven't hadn't ain't nobody none nothing neither nor without hardly barely scarcely rarely seldom"
))

/** Forms that no ending explains: the stem first, then the others. */
const families = list(
  "go/went/gone be/been find/found win/won eat/ate/eaten give/gave/given take/took/taken come/came make/made "
    + "say/said tell/told think/thought buy/bought bring/brought catch/caught teach/taught sell/sold keep/kept "
    + "sleep/slept leave/left lose/lost send/sent spend/spent build/built feel/felt meet/met pay/paid get/got/gotten "
    + "hold/held stand/stood understand/understood write/wrote/written drive/drove/driven ride/rode/ridden "
    + "rise/rose/risen speak/spoke/spoken break/broke/broken steal/stole/stolen wear/wore/worn choose/chose/chosen "
    + "fall/fell/fallen know/knew/known grow/grew/grown throw/threw/thrown blow/blew/blown fly/flew/flown "
    + "draw/drew/drawn see/saw/seen run/ran swim/swam/swum sing/sang/sung begin/began/begun drink/drank/drunk "
    + "ring/rang/rung sit/sat hide/hid/hidden lead/led feed/fed read light/lit dig/dug hang/hung stick/stuck "
    + "strike/struck shake/shook/shaken forget/forgot/forgotten bite/bit/bitten become/became "
    + "man/men woman/women child/children foot/feet tooth/teeth mouse/mice person/people wife/wives knife/knives "
    + "1/one 2/two 3/three 4/four 5/five 6/six 7/seven 8/eight 9/nine 10/ten 11/eleven 12/twelve 20/twenty "
    + "30/thirty 40/forty 50/fifty first/1st second/2nd third/3rd"
)
const irregular = new Map(
  families.flatMap((family) => {
    const [stem = "", ...forms] = family.split("/")
    return forms.map((form) => [form, stem] as const)
  })
)

const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)(?:ies|ied|ily)$/, "y"],
  [/(?<=...)(?:ing|edly|ed|ly|es|er)$/, ""],
  [/(?<=..[^s])s$/, ""]
]

/** A rough stem, enough to see that "baked" and "baking" are forms of one word. */
export const stem = (lower: string): string => {
  const base = irregular.get(lower) ?? lower
  if (base.length < 4) return base
  const rule = endings.find(([ending]) => ending.test(base))
  const cut = rule === undefined ? base : base.replace(rule[0], rule[1])
  return cut.replace(/(?<=..)e$/, "").replace(/([^aeiou])\1$/, "$1").replace(/(?<=..)y$/, "i")
}

/** Whether a word says something about the world. */
export const isContent = (lower: string): boolean => !functionWords.has(lower)
