package main

import (
	"os"
	"strings"
)

// place is the file that keeps the token of the last answer that was worked.
type place string

// token is empty where none is kept.
func (p place) token() string {
	text, _ := os.ReadFile(string(p))
	return strings.TrimSpace(string(text))
}

// keep a token: whoever reads the file finds the last one or this one, and no half of either.
func (p place) keep(token string) error {
	fresh := string(p) + ".new"
	if err := os.WriteFile(fresh, []byte(token), 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, string(p))
}

func (p place) forget() { os.Remove(string(p)) }
