package app

import (
	_ "embed"
	"net/http"
)

//go:embed docs.html
var docsPage []byte

// docs is the page on which the contract is read and tried. It is a file, without a template: for html/template the linker keeps
// every exported method of the binary.
var docs = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(docsPage)
})
