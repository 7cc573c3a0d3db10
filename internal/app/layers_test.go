package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/haolinju/haolinju/"
)

// pools are the packages that may speak to Postgres themselves, with the reason.
var pools = map[string]string{
	"internal/platform/db":       "the only door of the application",
	"internal/platform/migrate":  "runs as the owner, before there is a door",
	"internal/platform/jobs":     "the job queue brings its own statements and needs a direct connection",
	"internal/platform/postgres": "starts the server and asks it whether it answers",
	"internal/platform/testkit":  "makes databases and looks into them as their owner",
	"internal/app":               "hands the job queue its direct pool and runs the owner's migration",
	"internal/tools/migration":   "compares the schema of the migrations with that of ent",
	"internal/tools/bench/load":  "is the bare handler that the server is measured beside, and fills the database for both",
}

// watches are the packages that may read the machine's clock, with the reason. All others take db.Tx.Now.
var watches = map[string]string{
	"api/client":                  "runs on the machines of partners",
	"internal/platform/clock":     "is the clock",
	"internal/platform/rpc":       "measures how long a call took",
	"internal/platform/door":      "sets deadlines of connections",
	"internal/platform/postgres":  "bounds how long it waits for a server to start",
	"internal/app":                "makes the partitions of the real month at a migration",
	"internal/tools/bench":        "measures",
	"internal/tools/bench/load":   "measures",
	"internal/tools/bench/growth": "measures",
}

// source is one hand-written Go file.
type source struct {
	path, text string
	file       *ast.File
}

func (s source) folder() string { return path.Dir(s.path) }
func (s source) test() bool     { return strings.HasSuffix(s.path, "_test.go") }

// capability that the file belongs to; empty for none.
func (s source) capability() string { return capabilityOf(s.path) }

func capabilityOf(file string) string {
	parts := strings.Split(file, "/")
	if len(parts) > 2 && parts[0] == "internal" {
		if _, ok := capabilityTables[parts[1]]; ok {
			return parts[1]
		}
	}
	return ""
}

// imports of the file that lie in this module, as folders.
func (s source) imports() (own, other []string) {
	for _, i := range s.file.Imports {
		name, _ := strconv.Unquote(i.Path.Value)
		if folder, ok := strings.CutPrefix(name, module); ok {
			own = append(own, folder)
		} else {
			other = append(other, name)
		}
	}
	return own, other
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, text, file}
}

// sources reads all hand-written Go files of the module.
func sources(t *testing.T) (list []source) {
	t.Helper()
	tree := os.DirFS(root)
	for _, top := range []string{"api", "cmd", "ent/schema", "ent/migrations", "internal"} {
		err := fs.WalkDir(tree, top, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasPrefix(name, "api/gen/") {
				return err
			}
			text, err := fs.ReadFile(tree, name)
			if err == nil {
				list = append(list, parse(t, name, string(text)))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(list) < 200 {
		t.Fatalf("only %d files were found", len(list))
	}
	return list
}

// crossings of the layers: cmd -> app -> capability -> platform -> ent -> ent/schema, and never sideways. Tests may
// stand on testkit, which stands on app.
func crossings(s source) (found []string) {
	own, other := s.imports()
	deny := func(what string) { found = append(found, s.path+" imports "+what) }
	for _, i := range own {
		to := capabilityOf(i + "/x.go")
		above := i == "internal/app" || i == "internal/demo" || strings.HasPrefix(i, "cmd/") || strings.HasPrefix(i, "internal/tools/")
		kit := i == "internal/platform/testkit"
		switch from := s.folder(); {
		case from == "ent/schema":
			deny(i)
		case kit && !s.test() && from != "internal/platform/testkit":
			deny(i)
		case s.capability() != "" && to != "" && to != s.capability(), s.capability() != "" && above && !s.test():
			deny(i)
		case strings.HasPrefix(from, "internal/platform/") && from != "internal/platform/testkit" && !s.test() && (to != "" || above):
			deny(i)
		}
	}
	for _, i := range other {
		switch {
		case s.folder() == "ent/schema" && !strings.HasPrefix(i, "entgo.io/ent") && i != "github.com/google/uuid" && strings.Contains(i, "."):
			deny(i)
		case (i == "github.com/jackc/pgx/v5/pgxpool" || i == "github.com/jackc/pgx/v5/stdlib" || i == "database/sql") &&
			!s.test() && pools[s.folder()] == "":
			deny(i)
		}
	}
	return found
}

// clockReadings are the places where a file asks the machine for the time.
func clockReadings(s source) (found []string) {
	if s.test() || strings.HasPrefix(s.path, "cmd/") || watches[s.folder()] != "" {
		return nil
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := call.X.(*ast.Ident); ok && x.Name == "time" && call.Sel.Name == "Now" {
				found = append(found, s.path+" reads time.Now")
			}
		}
		return true
	})
	return found
}

// written are the ent types and tables that a file writes.
func written(s source) (types []string) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if inner, ok := n.X.(*ast.SelectorExpr); ok && slices.Contains(entWrites, n.Sel.Name) && ast.IsExported(inner.Sel.Name) {
				types = append(types, inner.Sel.Name)
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				sql, _ := strconv.Unquote(n.Value)
				for _, m := range sqlWrite.FindAllStringSubmatch(sql, -1) {
					types = append(types, entType(m[1]))
				}
			}
		}
		return true
	})
	return types
}

var (
	entWrites = []string{"Create", "CreateBulk", "MapCreateBulk", "Update", "UpdateOne", "UpdateOneID", "Delete", "DeleteOne", "DeleteOneID"}
	sqlWrite  = regexp.MustCompile(`(?i)\b(?:insert\s+into|delete\s+from|(?:^|[^r]\s)update)\s+"?([a-z_]+)"?\s+(?:as\s+\w+\s+|\w\s+)?(?:\(|set\b|where\b|using\b)`)
)

// entType is the ent type of a table.
func entType(table string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(table, "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// strangers are the tables that a file writes though another part owns them. What is measured is filled without its owners.
func strangers(s source) (found []string) {
	if s.test() || strings.HasPrefix(s.folder(), "internal/tools/bench/") {
		return nil
	}
	for _, table := range written(s) {
		for owner, tables := range capabilityTables {
			if slices.Contains(tables, table) && owner != s.capability() {
				found = append(found, fmt.Sprintf("%s writes %s of %s", s.path, table, owner))
			}
		}
		if owner, shared := platformTables[table]; shared && s.folder() != owner {
			found = append(found, fmt.Sprintf("%s writes %s of %s", s.path, table, owner))
		}
	}
	return found
}

func tooLong(s source) (found []string) {
	if n := strings.Count(s.text, "\n"); n > 400 {
		found = append(found, fmt.Sprintf("%s has %d lines, more than 400", s.path, n))
	}
	return found
}

// counts are the places where a file looks across districts in another way than by db.Tenants, which is for upkeep, and
// db.Statistic, which leaves out districts made for tests; and those where one that offers metrics goes from district to district.
func counts(s source) (found []string) {
	if s.test() || s.folder() == "internal/platform/db" {
		return nil
	}
	_, other := s.imports()
	metrics := slices.Contains(other, "github.com/prometheus/client_golang/prometheus")
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if word := strings.Trim(n.Value, "`\""); n.Kind == token.STRING && (word == "tenants" || word == "counted_tenants" || strings.HasPrefix(word, "statistic_")) {
				found = append(found, s.path+" names "+word)
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && metrics && x.Name == "db" && (n.Sel.Name == "Tenants" || n.Sel.Name == "EachTenant") {
				found = append(found, s.path+" counts by db."+n.Sel.Name)
			}
		}
		return true
	})
	return found
}

var laws = map[string]func(source) []string{"statistics": counts, "layers": crossings, "clock": clockReadings, "ownership": strangers, "length": tooLong}

func TestEveryFileKeepsTheLawsOfTheHouse(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range sources(t) {
		seen[s.folder()] = true
		for law, broken := range laws {
			for _, b := range broken(s) {
				t.Errorf("%s: %s", law, b)
			}
		}
		for _, w := range written(s) {
			seen[w] = true
		}
	}
	// An exception for what is gone is an open door; a table that nobody writes has a wrong name here.
	for _, exceptions := range []map[string]string{pools, watches} {
		for folder := range exceptions {
			if !seen[folder] {
				t.Errorf("%s is excepted and does not exist", folder)
			}
		}
	}
	for table, folder := range platformTables {
		if !seen[folder] || !seen[table] {
			t.Errorf("%s owns %s, which nothing writes", folder, table)
		}
	}
	for capability, tables := range capabilityTables {
		if !seen["internal/"+capability] {
			t.Errorf("capability %s does not exist", capability)
		}
		for _, table := range tables {
			if !seen[table] && table != "Tenant" {
				t.Errorf("%s owns %s, which nothing writes", capability, table)
			}
		}
	}
}

func TestEveryTableOfEntHasOneOwner(t *testing.T) {
	t.Parallel()
	owned := map[string][]string{"Deletable": {"the mixin of many tables"}}
	for table, folder := range platformTables {
		owned[table] = append(owned[table], folder)
	}
	for capability, tables := range capabilityTables {
		for _, table := range tables {
			owned[table] = append(owned[table], capability)
		}
	}
	for _, s := range sources(t) {
		if s.folder() != "ent/schema" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !embeds(spec, "Schema") {
				return true
			}
			if len(owned[spec.Name.Name]) != 1 {
				t.Errorf("%s is owned by %v", spec.Name.Name, owned[spec.Name.Name])
			}
			return true
		})
	}
}

// embeds says whether a type is a struct around ent's type of that name.
func embeds(spec *ast.TypeSpec, name string) bool {
	structure, ok := spec.Type.(*ast.StructType)
	return ok && slices.ContainsFunc(structure.Fields.List, func(f *ast.Field) bool {
		s, ok := f.Type.(*ast.SelectorExpr)
		return ok && len(f.Names) == 0 && s.Sel.Name == name
	})
}
