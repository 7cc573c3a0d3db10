package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Start runs the private cluster, which it makes if there is none, and returns when it answers.
func Start(ctx context.Context, o Options) (*Server, error) {
	if supported != nil {
		return nil, supported
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := checkSettings(o.Settings); err != nil {
		return nil, err
	}
	a, err := runAs()
	if err != nil {
		return nil, err
	}
	r, err := chooseRoot(ctx, o.Dir, a, o.Log)
	if err != nil {
		return nil, err
	}
	lock, err := takeLock(r)
	if err != nil {
		return nil, err
	}
	s, err := serve(ctx, r, o, o.Settings["fsync"] != "off")
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	s.release = lock.Close
	return s, nil
}

// serve starts PostgreSQL on a root that the caller has locked.
func serve(ctx context.Context, r root, o Options, durable bool) (*Server, error) {
	major, err := existingMajor(r)
	if err != nil {
		return nil, err
	}
	bin, err := find(ctx, r.account, o, major)
	if err != nil && major != 0 {
		err = fmt.Errorf("%s: %w", r.data(), err)
	}
	if err != nil {
		return nil, err
	}
	if named := os.Getenv("PG_BIN_DIR"); named != "" && filepath.Clean(named) != bin.Dir {
		o.Log.Warn("the binaries of PG_BIN_DIR cannot be used; others take their place", "named", named, "used", bin.Dir)
	}
	if major == 0 {
		if err := create(ctx, r, bin, durable); err != nil {
			return nil, err
		}
	}
	if err := stopOrphan(ctx, r, o.Log); err != nil {
		return nil, err
	}
	socket, err := socketDir(ctx, r)
	if err != nil {
		return nil, err
	}
	if err := clearSocket(socket); err != nil {
		return nil, err
	}
	s := &Server{dir: r.path, socket: socket, bin: bin, log: o.Log}
	if err := s.startServer(ctx, r, o.Settings); err != nil {
		return nil, err
	}
	go s.watch()
	o.Log.Debug("PostgreSQL serves", "dir", s.dir, "socket", s.socket, "version", bin.Version, "pid", s.process.Pid)
	return s, nil
}

// watch reports an end that nobody asked for.
func (s *Server) watch() {
	<-s.process.done
	if !s.stopping.Load() {
		s.log.Error("PostgreSQL has ended by itself", "dir", s.dir, "log", filepath.Join(s.dir, "postgres.log"))
	}
}

// startServer starts the server process and waits until it answers. Processes of a killed server may still be ending,
// and PostgreSQL refuses to start beside them: that is tried again for a while.
func (s *Server) startServer(ctx context.Context, r root, settings map[string]string) error {
	for patience := time.Now().Add(10 * time.Second); ; {
		out, err := openLog(r)
		if err != nil {
			return err
		}
		cmd := r.command(context.WithoutCancel(ctx), filepath.Join(s.bin.Dir, "postgres"), arguments(r, s.socket, settings)...)
		cmd.Stderr = out.file
		if s.process, err = launch(cmd); err == nil {
			err = s.answers(ctx)
		}
		if err == nil {
			return out.file.Close()
		}
		said := out.written()
		_ = out.file.Close()
		if errors.Is(err, errEnded) && leftovers.MatchString(said) && time.Now().Before(patience) {
			if err = pause(ctx); err == nil {
				continue
			}
		}
		if s.process.Process != nil {
			_ = s.process.shutDown(ctx, fast)
		}
		return fmt.Errorf("PostgreSQL on %s: %w: %s", r.path, err, oneLine(said))
	}
}

var leftovers = regexp.MustCompile(`pre-existing shared memory block`)

// ours are the settings that make the server private, and settings that nobody may change.
func ours(r root, socket string) map[string]string {
	return map[string]string{
		"data_directory":          r.data(),
		"listen_addresses":        "",
		"port":                    strconv.Itoa(port),
		"unix_socket_directories": socket,
		"unix_socket_permissions": "0700",
		"logging_collector":       "off",
	}
}

// quiet are defaults: what the server logs has no values in it, neither in statements nor in the details of errors,
// since values are people's names and telephone numbers; and its times are UTC.
var quiet = map[string]string{
	"log_error_verbosity":     "terse",
	"log_min_error_statement": "panic",
	"log_timezone":            "UTC",
	"timezone":                "UTC",
}

func arguments(r root, socket string, settings map[string]string) []string {
	all := maps.Clone(quiet)
	maps.Copy(all, settings)
	maps.Copy(all, ours(r, socket))
	args := []string{"-D", r.data()}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		args = append(args, "-c", name+"="+all[name])
	}
	return args
}

var settingName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

func checkSettings(settings map[string]string) error {
	taken := ours(root{}, "")
	for name := range settings {
		if _, is := taken[name]; is || !settingName.MatchString(name) {
			return fmt.Errorf("the setting %q cannot be given to a private PostgreSQL", name)
		}
	}
	return nil
}
