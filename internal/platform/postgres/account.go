package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// account is the operating system's user that runs PostgreSQL and owns the data root.
type account struct {
	name     string
	uid, gid int
	switched bool // it is not the one that runs this program
}

// runAs finds the account: this program's own, unless that is root, as which PostgreSQL refuses to run.
func runAs() (account, error) {
	if os.Geteuid() != 0 {
		return account{name: strconv.Itoa(os.Geteuid()), uid: os.Geteuid(), gid: os.Getegid()}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errU := strconv.Atoi(u.Uid)
		gid, errG := strconv.Atoi(u.Gid)
		if errU == nil && errG == nil && uid > 0 {
			return account{name: name, uid: uid, gid: gid, switched: true}, nil
		}
	}
	return account{}, errors.New("PostgreSQL refuses to run as root, and this system has no user postgres or nobody to run it as; " +
		"start the program as an ordinary user, or set DATABASE_URL")
}

// ownerOf is the account that an existing cluster needs: PostgreSQL opens only what its own user owns. A root user may
// thus open the cluster that an ordinary user made, and leaves it usable for him.
func (a account) ownerOf(dataDir string) account {
	if !a.switched {
		return a
	}
	uid, gid, err := owner(dataDir)
	if err != nil || uid == 0 || uid == a.uid {
		return a
	}
	return account{name: strconv.Itoa(uid), uid: uid, gid: gid, switched: true}
}

// command prepares a program that runs as the account, in the folder "/", with a small environment of its own: nothing of
// ours may steer PostgreSQL (PGDATA, PGPORT, LANG), and it needs none of our secrets.
func (a account) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = "/"
	cmd.Env = []string{"LC_ALL=C"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} {
		if value, set := os.LookupEnv(name); set {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	cmd.SysProcAttr = attributes(a)
	return cmd
}

// run executes a short program as the account and returns its standard output. The error says what the program wrote
// to standard error. The program ends with this one, as launch explains.
func (a account) run(ctx context.Context, program string, args ...string) (string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := a.command(ctx, program, args...)
	endWithUs(cmd.SysProcAttr)
	out, err := cmd.Output()
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if said := oneLine(string(exit.Stderr)); said != "" {
			return "", errors.New(said)
		}
	}
	return "", fmt.Errorf("as user %s: %w", a.name, err)
}

// canEnter tells whether the account reaches the folder, that is, may pass every folder above it too.
func (a account) canEnter(ctx context.Context, dir string) bool {
	_, err := a.run(ctx, "/bin/sh", "-c", `cd -- "$1"`, "sh", dir)
	return err == nil
}

// canWrite tells whether the account can make a file in the folder. The shell needs no program for it: PATH may be empty.
func (a account) canWrite(ctx context.Context, dir string) bool {
	probe := filepath.Join(dir, ".probe")
	_, err := a.run(ctx, "/bin/sh", "-c", `: > "$1"`, "sh", probe)
	return err == nil && os.Remove(probe) == nil
}

// oneLine makes the end of a program's output fit into an error.
func oneLine(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	const enough = 6
	return strings.Join(lines[max(0, len(lines)-enough):], "; ")
}
