// Package api holds the contract: proto/ is written by hand, gen/ by `make gen`.
package api

import _ "embed"

// OpenAPI is the REST face of the contract as an OpenAPI 3.1 document.
//
//go:embed gen/openapi/openapi.json
var OpenAPI []byte
