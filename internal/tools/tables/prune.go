package tables

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/imports"
)

// prune takes out of the code that ent wrote
//
//   - what nobody calls and the linker carries along all the same, because an interface asks for a method of its name: rows as text, which
//     would also lay personal data bare in a log, and the writing of one row by its id alone, which would leave out the tenant;
//   - the looking for columns that a change leaves empty and may not, which the database refuses;
//   - what hooks.tmpl has instead.
func prune() error {
	files, err := filepath.Glob(filepath.Join(target, "*.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := pruneFile(file); err != nil {
			return err
		}
	}
	return nil
}

func pruneFile(file string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, source, parser.ParseComments)
	if err != nil {
		return err
	}
	var kept bytes.Buffer
	from := 0
	leaveOut := func(begin, end token.Pos) {
		kept.Write(source[from:set.Position(begin).Offset])
		from = set.Position(end).Offset
	}
	for _, declared := range tree.Decls {
		doc, unused := pruned(declared, tree)
		if d, ok := declared.(*ast.FuncDecl); ok && filepath.Base(file) == "ent.go" && slices.Contains(replaced, d.Name.Name) {
			doc, unused = d.Doc, true
		}
		switch {
		case unused && doc != nil:
			leaveOut(doc.Pos(), declared.End())
		case unused:
			leaveOut(declared.Pos(), declared.End())
		default:
			ast.Inspect(declared, func(n ast.Node) bool {
				if asked, ok := n.(*ast.IfStmt); ok && isCheck(asked) {
					leaveOut(asked.Pos(), asked.End())
				}
				return true
			})
		}
	}
	if from == 0 {
		return nil
	}
	kept.Write(source[from:])
	lean, err := imports.Process(file, kept.Bytes(), nil)
	if err != nil {
		return err
	}
	return os.WriteFile(file, lean, 0o644)
}

// pruned tells whether a declaration is taken out, and what stands above it.
func pruned(declared ast.Decl, tree *ast.File) (*ast.CommentGroup, bool) {
	switch d := declared.(type) {
	case *ast.GenDecl:
		if d.Tok != token.TYPE || len(d.Specs) != 1 {
			return nil, false
		}
		return d.Doc, ofOneRow(d.Specs[0].(*ast.TypeSpec).Name.Name)
	case *ast.FuncDecl:
		switch on, name := receiver(d), d.Name.Name; {
		case ofOneRow(on):
			return d.Doc, true
		case strings.HasSuffix(on, "Client") && (ofOneRow(strings.TrimSuffix(name, "ID")) || strings.EqualFold(name, "mutate")):
			return d.Doc, true
		case name == "String", name == "Update":
			return d.Doc, isRow(on, tree)
		case name == "check":
			return d.Doc, true
		}
	}
	return nil, false
}

// replaced are the functions that hooks.tmpl writes in their place.
var replaced = []string{"withHooks", "withInterceptors"}

// isCheck tells whether a statement asks if a change is complete.
func isCheck(asked *ast.IfStmt) bool {
	assigned, ok := asked.Init.(*ast.AssignStmt)
	if !ok {
		return false
	}
	call, ok := assigned.Rhs[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	called, ok := call.Fun.(*ast.SelectorExpr)
	return ok && called.Sel.Name == "check"
}

// ofOneRow tells by its name whether something writes one row by its id.
func ofOneRow(name string) bool {
	return strings.HasSuffix(name, "UpdateOne") || strings.HasSuffix(name, "DeleteOne")
}

// isRow tells whether the rows of a table are read into a type: rows.tmpl gives such a type another that is named after it.
func isRow(named string, tree *ast.File) bool {
	return slices.ContainsFunc(tree.Decls, func(declared ast.Decl) bool {
		d, ok := declared.(*ast.GenDecl)
		return ok && d.Tok == token.TYPE && strings.EqualFold(d.Specs[0].(*ast.TypeSpec).Name.Name, named+"Row")
	})
}

// receiver is the type of which a function is a method; empty for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	on := d.Recv.List[0].Type
	if pointer, ok := on.(*ast.StarExpr); ok {
		on = pointer.X
	}
	if named, ok := on.(*ast.Ident); ok {
		return named.Name
	}
	return ""
}
