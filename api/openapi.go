// Package api holds the contract: proto/ is written by hand, gen/ by `make gen`.
package api

import "embed"

// OpenAPI holds the REST face of the contract as an OpenAPI 3.1 document, gen/openapi/openapi.json, as it is sent: compressed.
//
//go:embed gen/openapi/openapi.json.gz
var OpenAPI embed.FS
