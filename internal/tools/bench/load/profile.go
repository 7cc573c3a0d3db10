//go:build unix

package load

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// profile records what the product spends its processor time on during one cell, where a file for it is named.
func (b *bench) profile(ctx context.Context, of *process) <-chan error {
	done := make(chan error, 1)
	if b.Profile == "" || of != b.product {
		done <- nil
		return done
	}
	name := filepath.Join(b.w.folder, fmt.Sprintf("%d.pprof", len(b.profiles)))
	b.profiles = append(b.profiles, name)
	go func() {
		text, err := fetch(ctx, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", of.ops, max(1, int(b.Span.Seconds()))))
		if err == nil {
			err = os.WriteFile(name, []byte(text), 0o644)
		}
		done <- err
	}()
	return done
}

// mergeProfiles makes one profile of those of all cells.
func (b *bench) mergeProfiles(ctx context.Context) error {
	if b.Profile == "" {
		return nil
	}
	merge := exec.CommandContext(ctx, "go", append([]string{"tool", "pprof", "-proto", "-output", b.Profile}, b.profiles...)...)
	if out, err := merge.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w: %s", merge.Args, err, out)
	}
	return nil
}
