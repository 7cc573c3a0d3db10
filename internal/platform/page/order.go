package page

import "entgo.io/ent/dialect/sql"

// Oldest orders rows by the time of entry, the earliest first.
func Oldest(s *sql.Selector) { s.OrderBy(sql.Asc(s.C("create_time")), sql.Asc(s.C("id"))) }
