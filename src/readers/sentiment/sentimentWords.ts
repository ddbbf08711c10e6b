/** Labels of sentiments, and what they are said of. */
import { dictionary } from "../cleaning/dictionary.ts"

/** What a text is taken to feel. */
export type Sentiment = "positive" | "negative" | "neutral" | "unknown"

/** The labels, with the misspellings and the other languages in which models write them. */
export const sentimentLabels: Readonly<Record<string, Sentiment>> = dictionary<Sentiment>({
  positive: "positive",
  postive: "positive",
  possitive: "positive",
  positively: "positive",
  positivity: "positive",
  positivo: "positive",
  positiva: "positive",
  positif: "positive",
  positiv: "positive",
  "\u79EF\u6781": "positive",
  "\u6B63\u9762": "positive",
  positief: "positive",
  positivt: "positive",
  pozitif: "positive",
  pozytywny: "positive",
  favorable: "positive",
  favourable: "positive",
  favorably: "positive",
  favourably: "positive",
  enthusiastic: "positive",
  negative: "negative",
  negitive: "negative",
  negetive: "negative",
  negatively: "negative",
  negativity: "negative",
  negativo: "negative",
  negativa: "negative",
  "n\u00E9gatif": "negative",
  negatif: "negative",
  negativ: "negative",
  "\u6D88\u6781": "negative",
  "\u8D1F\u9762": "negative",
  negatief: "negative",
  negativt: "negative",
  negatywny: "negative",
  olumsuz: "negative",
  unfavorable: "negative",
  unfavourable: "negative",
  unfavorably: "negative",
  unfavourably: "negative",
  "\u043F\u043E\u043B\u043E\u0436\u0438\u0442\u0435\u043B\u044C\u043D\u044B\u0439": "positive",
  "\u043F\u043E\u043B\u043E\u0436\u0438\u0442\u0435\u043B\u044C\u043D\u043E\u0435": "positive",
  "\u043F\u043E\u043B\u043E\u0436\u0438\u0442\u0435\u043B\u044C\u043D\u0430\u044F": "positive",
  "\u043F\u043E\u0437\u0438\u0442\u0438\u0432\u043D\u044B\u0439": "positive",
  "\u043E\u0442\u0440\u0438\u0446\u0430\u0442\u0435\u043B\u044C\u043D\u044B\u0439": "negative",
  "\u043E\u0442\u0440\u0438\u0446\u0430\u0442\u0435\u043B\u044C\u043D\u043E\u0435": "negative",
  "\u043E\u0442\u0440\u0438\u0446\u0430\u0442\u0435\u043B\u044C\u043D\u0430\u044F": "negative",
  "\u043D\u0435\u0433\u0430\u0442\u0438\u0432\u043D\u044B\u0439": "negative",
  "\u043D\u0435\u0439\u0442\u0440\u0430\u043B\u044C\u043D\u044B\u0439": "neutral",
  "\u043D\u0435\u0439\u0442\u0440\u0430\u043B\u044C\u043D\u043E\u0435": "neutral",
  "\u30DD\u30B8\u30C6\u30A3\u30D6": "positive",
  "\u80AF\u5B9A\u7684": "positive",
  "\u30CD\u30AC\u30C6\u30A3\u30D6": "negative",
  "\u5426\u5B9A\u7684": "negative",
  "\uAE0D\uC815\uC801": "positive",
  "\uBD80\uC815\uC801": "negative",
  "\uC911\uB9BD\uC801": "neutral",
  neutral: "neutral",
  neutrality: "neutral",
  neutrally: "neutral",
  neutraal: "neutral",
  neutralt: "neutral",
  neutralny: "neutral",
  neutre: "neutral",
  neutro: "neutral",
  "\u4E2D\u6027": "neutral",
  "\u4E2D\u7ACB": "neutral",
  mixed: "neutral",
  both: "neutral",
  ambivalent: "neutral",
  ambivalence: "neutral",
  balanced: "neutral",
  bittersweet: "neutral",
  lukewarm: "neutral",
  indifferent: "neutral",
  unknown: "unknown",
  unclear: "unknown",
  undetermined: "unknown",
  indeterminate: "unknown",
  undeterminable: "unknown",
  inconclusive: "unknown",
  ambiguous: "unknown",
  uncertain: "unknown"
})

/** Words that are labels only where the answer speaks of the sentiment itself ("a bad sentiment"). */
export const looseLabels: Readonly<Record<string, Sentiment>> = dictionary<Sentiment>({
  factual: "neutral",
  objective: "neutral",
  informative: "neutral",
  good: "positive",
  great: "positive",
  happy: "positive",
  upbeat: "positive",
  bad: "negative",
  poor: "negative",
  critical: "negative",
  unhappy: "negative"
})

/** What an attributive label must stand before to be said of the whole text. */
export const sentimentNoun =
  /^(?:,? (?:and|but) \w+)?(?: ?\w+)? (?:sentiments?|tone|tones|mood|feelings?|attitudes?|opinions?|reviews?|view|views|viewpoint|emotions?|outlook|impression|connotations?|stance|note|assessment|evaluation|light|way|manner|one|judge?ment|critique|experience|perspective|overall|overtones?|undertones?|polarity|statement|label)\b/

/** Nouns of parts: what is said of them is not said of the whole. */
export const partSubject =
  /\b(?:first|second|latter|former|beginning|opening|begin[s]?|starts?|started|ends?|ended|ending|half|part|parts|portions?|initially|at first|at times|in places|some|few|certain|several|occasional(?:ly)?|elements?|moments?|aspects?|hints?|words?|phrases?|sentences?|paragraphs? \d|final sentence|last sentence|terms)\b/
