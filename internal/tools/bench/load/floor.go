//go:build unix

package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"

	"github.com/haolinju/haolinju/internal/app"
	_ "github.com/haolinju/haolinju/internal/platform/memory" // the heap's profile
)

// FloorCommand is the argument by which this program is started as the floor.
const FloorCommand = "floor"

// floorConfig is what the floor is told, as JSON on its standard input.
type floorConfig struct {
	DatabaseURL string
	HTTP, GRPC  string          // addresses
	Tokens      map[string]bool // who has one is let in
	Connections int32
	Works       map[string][]statement
}

// floor is the bare handlers.
type floor struct {
	floorConfig
	pool  *pgxpool.Pool
	plans sync.Map // of the name of a work to []plan
}

// RunFloor serves until it is told to end.
func RunFloor(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	app.SetGarbage()
	f := &floor{}
	if err := json.NewDecoder(os.Stdin).Decode(&f.floorConfig); err != nil {
		return err
	}
	pc, err := pgxpool.ParseConfig(f.DatabaseURL)
	if err != nil {
		return err
	}
	pc.MaxConns = f.Connections
	if f.pool, err = pgxpool.NewWithConfig(ctx, pc); err != nil {
		return err
	}
	defer f.pool.Close()
	web, err := net.Listen("tcp", f.HTTP)
	if err != nil {
		return err
	}
	native, err := net.Listen("tcp", f.GRPC)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /mallocs", func(out http.ResponseWriter, _ *http.Request) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Fprint(out, m.Mallocs)
	})
	f.handle(mux)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	bare := grpc.NewServer()
	f.register(bare)
	go bare.Serve(native)
	go func() {
		<-ctx.Done()
		bare.Stop()
		server.Close()
	}()
	if err := server.Serve(web); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// run does a work in one batch, with values of the request, and hands the rows of the last question about a table to read.
func (f *floor) run(ctx context.Context, work string, values map[string]string, table string, read func(pgx.Rows) error) error {
	list := f.Works[work]
	own := map[string]string{}
	batch := &pgx.Batch{}
	last := -1
	for i, s := range list {
		args := make([]any, len(s.Args))
		for j, a := range s.Args {
			args[j] = a.value(values, own)
		}
		batch.Queue(s.SQL, args...)
		if table != "" && strings.HasPrefix(s.SQL, "SELECT") && strings.Contains(s.SQL, `FROM "`+table+`"`) {
			last = i
		}
	}
	conn, err := f.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if err := f.send(ctx, conn, batch, last, read); err != nil {
		_, undo := conn.Exec(ctx, "rollback")
		return errors.Join(err, undo)
	}
	return nil
}

func (f *floor) send(ctx context.Context, conn *pgxpool.Conn, batch *pgx.Batch, last int, read func(pgx.Rows) error) error {
	results := conn.SendBatch(ctx, batch)
	defer results.Close()
	for i := range batch.Len() {
		if i != last {
			if _, err := results.Exec(); err != nil {
				return err
			}
			continue
		}
		rows, err := results.Query()
		if err != nil {
			return err
		}
		if err := read(rows); err != nil {
			return err
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return results.Close()
}

func (a argument) value(values, own map[string]string) any {
	switch a.Kind {
	case null:
		return nil
	case given:
		return values[a.Text]
	case fixed:
		return a.Text
	}
	made, ok := own[a.Text]
	if !ok {
		switch a.Kind {
		case fresh:
			made = uuid.Must(uuid.NewV7()).String()
		case unique:
			made = uuid.NewString()
		default:
			made = fmt.Sprint(rand.Int64())
		}
		own[a.Text] = made
	}
	return a.Of + made
}
