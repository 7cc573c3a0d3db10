package fault

import (
	"fmt"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/code"
)

const markdownHead = `# Errors

Generated from the declared faults. The reason is stable: programs decide by it, never by the text.
gRPC carries it in google.rpc.ErrorInfo (domain ` + Domain + `), REST in the field ` + "`reason`" + ` of application/problem+json.

| reason | kind | gRPC code | HTTP | 中文 | English |
|---|---|---|---|---|---|
`

// Markdown renders the page of all declared faults, docs/errors.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString(markdownHead)
	for _, f := range All() {
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s | %s |\n",
			f.reason, f.kind, code.Code(f.kind.Code()), f.kind.HTTP(), cell(f.text.zh), cell(f.text.en))
	}
	return b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
