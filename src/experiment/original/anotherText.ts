/**
 * The rule of a session 3 whose question was about another text than our reading of session 2 leads to.
 *
 * Its answer is kept and read as nothing: nobody knows what would have been answered.
 */
export const askedAboutAnotherText = "asked-about-another-text"
