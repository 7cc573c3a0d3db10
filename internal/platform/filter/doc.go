// Package filter reads what a list is asked to keep and how to order it: the fields filter (AIP-160) and order_by
// (AIP-132) of a List request.
//
// Each list declares the fields it knows, a closed set of typed columns. What a caller writes is compared with their names
// and read into their types; it is sent to the database as an argument and never as a part of a statement.
//
// The language: comparisons "field op value" with = != < <= > >=, and "field:*" for a field that is filled; joined by AND,
// OR, NOT, "-" and parentheses. As AIP-160 has it, OR binds tighter than AND. Texts, names and times stand in quotes. A
// field that is not filled fulfils != and no other comparison.
package filter
