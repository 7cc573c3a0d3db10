// Package growth measures whether a page costs what it shows, whatever the tables hold: the statements of every list, search,
// sweep and feed are taken from the product and explained by PostgreSQL as tables grow tenfold, over twenty districts.
//
// Measured are the shared buffers that a call's statements touch, for each row of its answer: unlike time they do not depend on
// the machine. What PostgreSQL did at the largest size is kept in plans.txt; a sequential scan of a table that grows, or another
// plan than the one kept, is a failure.
package growth
