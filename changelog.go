// Package haolinju holds what the binary carries of the root of the repository.
package haolinju

import _ "embed"

// Changelog is CHANGELOG.md.
//
//go:embed CHANGELOG.md
var Changelog string
