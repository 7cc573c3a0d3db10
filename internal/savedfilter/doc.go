// Package savedfilter keeps filters of issues under a name, for one member of staff or for all of a unit.
//
// Glossary: 常用筛选 = SavedFilter.
//
// Invariants:
//  1. What is kept is a filter that ListIssues takes. CreateSavedFilter.
//  2. One that is shared is used by the staff of the unit and deleted by its owner alone. ListSavedFilters, DeleteSavedFilter.
package savedfilter
