package app

import (
	"errors"
	"fmt"
	"io"

	"github.com/haolinju/haolinju/internal/platform/token"
)

// TokenKeyStatus lists the keys that sign access tokens and verify them.
func TokenKeyStatus(cfg *Config, out io.Writer) error {
	return editTokenKeys(cfg, out, func(string) error { return nil })
}

// AddTokenKey adds a key that verifies, and waits to be promoted.
func AddTokenKey(cfg *Config, out io.Writer) error { return editTokenKeys(cfg, out, token.Add) }

// PromoteTokenKey lets a waiting key sign.
func PromoteTokenKey(cfg *Config, id string, out io.Writer) error {
	return editTokenKeys(cfg, out, func(path string) error { return token.Promote(path, id) })
}

// DropTokenKey removes a key that does not sign.
func DropTokenKey(cfg *Config, id string, out io.Writer) error {
	return editTokenKeys(cfg, out, func(path string) error { return token.Drop(path, id) })
}

// editTokenKeys changes the file, which needs neither database nor server, and lists what it holds now.
func editTokenKeys(cfg *Config, out io.Writer, change func(path string) error) error {
	if cfg.TokenKeyFile == "" {
		return errors.New("set --token-key-file to the file that the servers read")
	}
	if err := change(cfg.TokenKeyFile); err != nil {
		return err
	}
	keys, err := token.Load(cfg.TokenKeyFile)
	if err != nil {
		return err
	}
	for _, k := range keys.List() {
		fmt.Fprintf(out, "%s  %s\n", k.ID, k.Role)
	}
	return nil
}
