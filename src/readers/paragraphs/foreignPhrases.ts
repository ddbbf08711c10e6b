/**
 * How models announce an edited English text, and remark on it, in other languages.
 */
import { anyOf } from "../cleaning/text.ts"

/** Words for a text, with which a line ends that leads to one. */
const textNouns = [
  "paragraphes?",
  "textes?",
  "p\u00E1rrafos?",
  "textos?",
  "absatz\\w*",
  "abschnitt\\w*",
  "textabschnitt\\w*",
  "paragraf\\w*",
  "testo",
  "par\u00E1grafos?",
  "alinea",
  "tekst\\w*",
  "akapit\\w*",
  "stycket?",
  "\u0430\u0431\u0437\u0430\u0446\\p{L}*",
  "\u0442\u0435\u043A\u0441\u0442\\p{L}*",
  "\u6BB5\u843D",
  "\u6587\u672C",
  "\u6587\u7AE0",
  "\u6BB5",
  "\u30C6\u30AD\u30B9\u30C8",
  "\u6BB5\u843D",
  "\uB2E8\uB77D",
  "\uD14D\uC2A4\uD2B8"
]

/** Words with which such a line begins. */
const pointers = [
  "voici",
  "voil\u00E0",
  "bien s\u00FBr",
  "hier (?:ist|sind|kommt)",
  "nat\u00FCrlich",
  "gerne?",
  "(?:\u00A1?claro(?: que s\u00ED)?|por supuesto)",
  "aqu\u00ED (?:est\u00E1|tienes|va)",
  "ecco",
  "certo",
  "aqui est\u00E1",
  "hier (?:is|volgt)",
  "oto",
  "h\u00E4r \u00E4r",
  "\u0432\u043E\u0442",
  "\u0437\u0434\u0435\u0441\u044C",
  "\u043A\u043E\u043D\u0435\u0447\u043D\u043E",
  "\u4EE5\u4E0B",
  "\u8FD9\u662F",
  "\u8FD9\u91CC",
  "\u597D\u7684",
  "\u4E0B\u9762",
  "\u4FEE\u6539",
  "\u7F16\u8F91",
  "\u4EE5\u4E0B\u304C",
  "\uB2E4\uC74C"
]

const letter = "[\\p{L}\\p{N}]"

/** A whole line that leads to the text: "Voici le paragraphe modifi\u00E9 :". */
export const foreignPreamble = new RegExp(
  `^(?:(?:${
    anyOf(pointers)
  })(?!${letter}(?<=[a-z\u00C0-\u024F\u0400-\u04FF]))[^\\n]{0,200}|[^\\n.]{0,200}(?<![a-z\u00C0-\u024F])(?:${
    anyOf(textNouns)
  })(?![a-z\u00C0-\u024F])[^\\n.]{0,100})\\s?[:\uFF1A]$`,
  "iu"
)

/** A label in front of the text: "P\u00E1rrafo editado: \u2026". */
export const foreignLabel = new RegExp(
  `^(?:\\p{L}+ )?(?:${anyOf(textNouns)})(?: \\p{L}+)?\\s?[:\uFF1A]\\s*(?=\\S)`,
  "iu"
)

/** Refusals of any task, in small letters. */
export const foreignRefusals = [
  "^(?:lo siento|perd\u00F3n|disculpa)[^\\n]{0,40}\\bno puedo",
  "^no puedo (?:ayudar|hacer|editar|cumplir)",
  "^(?:d\u00E9sol\u00E9e?|je suis d\u00E9sol\u00E9e?|je regrette)[^\\n]{0,60}\\b(?:ne (?:peux|suis|puis)|pas)\\b",
  "^je ne (?:peux|suis|puis) pas",
  "^(?:es )?tut mir leid[^\\n]{0,60}\\b(?:nicht|kein\\w*)\\b",
  "^(?:leider )?(?:kann|darf) ich[^\\n]{0,60}\\bnicht\\b",
  "^ich kann[^\\n]{0,60}\\bnicht (?:helfen|bearbeiten|\u00E4ndern)",
  "^(?:mi dispiace|scusa)[^\\n]{0,40}\\bnon posso",
  "^(?:desculpe|lamento|sinto muito)[^\\n]{0,40}\\bn\u00E3o posso",
  "^(?:\u5BF9\u4E0D\u8D77|\u62B1\u6B49|\u5F88\u62B1\u6B49|\u7533\u3057\u8A33)",
  "^(?:\u0438\u0437\u0432\u0438\u043D\u0438\u0442\u0435|\u043A \u0441\u043E\u0436\u0430\u043B\u0435\u043D\u0438\u044E)"
]

export const foreignRefusal = new RegExp(anyOf(foreignRefusals), "iu")

/** How a remark behind the text begins. */
export const foreignPostscripts = [
  "(?:hinweis|anmerkung|\u00E4nderungen|erkl\u00E4rung|ge\u00E4ndert|remarques?|explications?|modifications|changements(?: apport\u00E9s)?|nota|cambios(?: realizados)?|explicaci\u00F3n|modifiche|spiegazione|observa\u00E7\u00E3o|altera\u00E7\u00F5es|explica\u00E7\u00E3o|opmerking|wijzigingen|\u043F\u0440\u0438\u043C\u0435\u0447\u0430\u043D\u0438\u0435|\u0438\u0437\u043C\u0435\u043D\u0435\u043D\u0438\u044F|\u6CE8(?:\u610F|\u91CA)?|\u8BF4\u660E|\u89E3\u91CA|\u4FEE\u6539(?:\u8BF4\u660E|\u5904)?)[*_]{0,3}\\s?[:\uFF1A]",
  "ich habe (?:nur |lediglich )?(?:das wort|die w\u00F6rter|[\"\u201E])",
  "j'ai (?:remplac\u00E9|modifi\u00E9|chang\u00E9)",
  "he (?:cambiado|reemplazado|modificado)"
]

/** How a remark begins, or an offer of more help. */
export const foreignOffer = new RegExp(
  `^\\W*(?:${
    anyOf([
      ...foreignPostscripts,
      "necesitas",
      "quieres que",
      "hay algo m\u00E1s",
      "puedo ayudar",
      "espero que (?:esto )?",
      "n'h\u00E9sitez pas",
      "avez-vous besoin",
      "souhaitez-vous",
      "voulez-vous que",
      "puis-je",
      "m\u00F6chtest du",
      "m\u00F6chten sie",
      "brauchst du",
      "kann ich (?:dir|ihnen)",
      "lass mich wissen",
      "lassen sie mich wissen",
      "ich hoffe, (?:das|dies) hilft"
    ])
  })`,
  "i"
)
