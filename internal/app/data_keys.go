package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/reseal"
)

// DataKeyStatus lists the data keys and how many values each has made.
func DataKeyStatus(ctx context.Context, cfg *Config, out io.Writer, log *slog.Logger) error {
	return within(ctx, cfg, log, func(h *House) error { return listDataKeys(ctx, h, out) })
}

func listDataKeys(ctx context.Context, h *House, out io.Writer) error {
	for _, k := range h.Keeper.Keys() {
		n, err := reseal.Count(ctx, h.DB, k)
		if err != nil {
			return err
		}
		role := "opens"
		if k.Primary {
			role = "primary"
		}
		fmt.Fprintf(out, "%-10d  %-8s  %-12s  %-7s  %d values\n", k.ID, k.Use, k.Algorithm, role, n)
	}
	return nil
}

// AddDataKey adds a key of the configured algorithms that makes nothing yet.
func AddDataKey(ctx context.Context, cfg *Config, use crypto.Use, out io.Writer, log *slog.Logger) error {
	return editDataKeys(ctx, cfg, out, log, func(_ *House, e *crypto.Edition) error {
		_, err := e.Add(use, cfg.DataCipher)
		return err
	})
}

// PromoteDataKey lets a key make what is new.
func PromoteDataKey(ctx context.Context, cfg *Config, id uint32, out io.Writer, log *slog.Logger) error {
	return editDataKeys(ctx, cfg, out, log, func(_ *House, e *crypto.Edition) error { return e.Promote(id) })
}

// DropDataKey removes a key that has no values left.
func DropDataKey(ctx context.Context, cfg *Config, id uint32, out io.Writer, log *slog.Logger) error {
	return editDataKeys(ctx, cfg, out, log, func(h *House, e *crypto.Edition) error {
		for _, k := range h.Keeper.Keys() {
			if k.ID != id {
				continue
			}
			n, err := reseal.Count(ctx, h.DB, k)
			if err != nil {
				return err
			}
			if n > 0 && !k.Primary {
				return fmt.Errorf("key %d has %d values: run `server data-keys reseal`; stored answers of idempotency keys go with their time", id, n)
			}
		}
		return e.Drop(id)
	})
}

func editDataKeys(ctx context.Context, cfg *Config, out io.Writer, log *slog.Logger, change func(*House, *crypto.Edition) error) error {
	return within(ctx, cfg, log, func(h *House) error {
		if err := crypto.Edit(h.Keeper.Path(), func(e *crypto.Edition) error { return change(h, e) }); err != nil {
			return err
		}
		if _, err := h.Keeper.Reload(); err != nil {
			return err
		}
		return listDataKeys(ctx, h, out)
	})
}

// Reseal seals and indexes everything anew with the primary keys.
func Reseal(ctx context.Context, cfg *Config, out io.Writer, log *slog.Logger) error {
	return within(ctx, cfg, log, func(h *House) error {
		if err := h.Sealer.Run(ctx); err != nil {
			return err
		}
		return listDataKeys(ctx, h, out)
	})
}
