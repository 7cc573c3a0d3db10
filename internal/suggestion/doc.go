// Package suggestion says which categories a text is likely about, learned from the issues of the district that people have triaged.
//
// Glossary: 分类建议 = CategorySuggestion, 候选分类 = candidate, 分类选择 = CategoryChoice, 命中率 = SuggestionRate, 词 = word: a pair of Chinese
// characters beside each other.
//
// It learns by counting, from the numbered events: in how many issues of a category each word was (lesson_word). What an issue has taught is
// kept (lesson), so that an issue that changes is unlearned first. Of words only keyed digests are kept, so the tables tell nobody's words.
//
// Invariants:
//
//  1. Learned is from issues that others may know of, that people have triaged, and as they are now (teaches).
//  2. A word of fewer than suggestion.least_issues issues counts for nothing, and is shown to nobody (recall).
//  3. A closed category is never suggested (Categories.OpenCategories).
//  4. A suggestion changes no issue. What was chosen after it is recorded once for each stage (category_choice_pkey), with what a signed receipt
//     says was suggested (receipt).
package suggestion
