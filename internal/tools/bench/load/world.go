//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"google.golang.org/grpc/metadata"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// world is a durable PostgreSQL with the demo's district and many rows more, and what is known of them.
type world struct {
	postgres *postgres.Server
	folder   string
	tokens   map[demo.Who]string
	category string
	midnight time.Time // from which slots are booked
	issues   int       // how many there are
	recorded map[string][]statement
	stop     []func()
}

func (w *world) close() {
	for i := len(w.stop) - 1; i >= 0; i-- {
		w.stop[i]()
	}
}

func (w *world) dsn(role string) string { return w.postgres.DSN(Database, role) }

func (w *world) keyFile(kind string) string { return filepath.Join(w.folder, kind+"-keys.json") }

// openWorld makes the database, fills it and records what each work sends to it.
func openWorld(ctx context.Context, issues int) (w *world, err error) {
	w = &world{issues: issues, tokens: map[demo.Who]string{}, recorded: map[string][]statement{}}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	if w.folder, err = os.MkdirTemp("", "haolinju-load-"); err != nil {
		return w, err
	}
	w.stop = append(w.stop, func() { os.RemoveAll(w.folder) })
	if w.postgres, err = postgres.Temporary(ctx, map[string]string{"shared_buffers": "512MB", "max_wal_size": "4GB", "max_connections": "300"}); err != nil {
		return w, err
	}
	w.stop = append(w.stop, func() { w.postgres.Stop(context.WithoutCancel(ctx)) })
	keeper, err := crypto.LoadOrGenerate(w.keyFile("data"), crypto.AES)
	if err != nil {
		return w, err
	}
	tokens, err := token.LoadOrGenerate(w.keyFile("token"))
	if err != nil {
		return w, err
	}
	seen := &Recorder{}
	house, err := OpenHouse(ctx, w.postgres, keeper, tokens, 1, seen)
	if err != nil {
		return w, err
	}
	defer house.Close()
	for _, p := range demo.People {
		if w.tokens[p.Who], err = house.Issue(p.Tenant, p.ID(), 12*time.Hour); err != nil {
			return w, err
		}
	}
	w.category = "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String()
	year, month, day := time.Now().In(clock.Zone).Date()
	w.midnight = time.Date(year, month, day+1, 0, 0, 0, 0, clock.Zone)
	if err := w.fill(ctx, keeper); err != nil {
		return w, err
	}
	for _, one := range works {
		if err := w.record(ctx, house, seen, one); err != nil {
			return w, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	return w, nil
}

// record does a work three times in this process: what the first one finds out stays in memory, the others are compared.
func (w *world) record(ctx context.Context, house *app.House, seen *Recorder, one work) error {
	last := w.issues - hot - 1
	if one.name == "book slot" {
		last = (resources-raceResources)*slotsOfOne - 1
	}
	var requests [3][]Sent
	var values [3]map[string]string
	for i := range requests {
		values[i] = one.values(w, last-i)
		ctx := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+w.tokens[one.who])
		if one.writes {
			values[i] = with(values[i], "key", newKey())
			ctx = metadata.AppendToOutgoingContext(ctx, "idempotency-key", values[i]["key"])
		}
		var err error
		if requests[i], err = seen.During(func() error { return one.call(ctx, house.Channel, values[i]) }); err != nil {
			return err
		}
	}
	list, err := template(requests[1], requests[2], values[1], values[2])
	if err == nil && len(list) == 0 {
		err = errors.New("nothing was sent")
	}
	w.recorded[one.name] = list
	return err
}

func with(values map[string]string, name, value string) map[string]string {
	all := map[string]string{name: value}
	for k, v := range values {
		all[k] = v
	}
	return all
}
