/** The languages in which everything is printed. */
export const LANGUAGES = ['zh', 'en', 'both'] as const;
