package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
)

// root is a data root that is ready for use: it exists and its account can write there.
type root struct {
	path string
	account
}

func (r root) lock() string    { return filepath.Join(r.path, "lock") }
func (r root) data() string    { return filepath.Join(r.path, "data") }
func (r root) newData() string { return filepath.Join(r.path, "data.tmp") }
func (r root) log() string     { return filepath.Join(r.path, "postgres.log") }

// errOutOfReach marks a folder in whose place another one is taken.
var errOutOfReach = errors.New("out of reach")

// chooseRoot makes the wanted folder ready or, when the account cannot work there, a substitute whose name follows from
// the wanted one, so that the next start finds the same data again.
func chooseRoot(ctx context.Context, dir string, a account, log *slog.Logger) (root, error) {
	wanted, err := wantedRoot(dir)
	if err != nil {
		return root{}, err
	}
	r, refused := makeRoot(ctx, wanted, a)
	if !errors.Is(refused, errOutOfReach) {
		return r, refused
	}
	key := shortHash(wanted)
	for _, path := range []string{
		filepath.Join("/var/lib/haolinju", key),
		filepath.Join(tempRoot(ctx, a), fmt.Sprintf("haolinju-%d-%s", a.uid, key)),
	} {
		// Anyone may have made a folder of this name in the temporary one.
		if uid, _, err := owner(path); err == nil && uid != a.uid && uid != os.Geteuid() {
			refused = errors.Join(refused, fmt.Errorf("%s belongs to another user", path))
			continue
		}
		r, err := makeRoot(ctx, path, a)
		if err == nil {
			log.Warn("the data folder cannot be used by the user who runs PostgreSQL; another one takes its place",
				"wanted", wanted, "user", a.name, "used", path)
			return r, nil
		}
		refused = errors.Join(refused, err)
	}
	return root{}, fmt.Errorf("no folder for PostgreSQL's data; name one that user %s can write, or set DATABASE_URL: %w", a.name, refused)
}

// wantedRoot is the absolute form of the folder asked for, or the default one.
func wantedRoot(dir string) (string, error) {
	if dir != "" {
		return filepath.Abs(dir)
	}
	if share := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(share) {
		return filepath.Join(share, "haolinju", "postgres"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = "/nonexistent" // an account of the system without a home: the substitute's name follows from this
	}
	return filepath.Join(home, ".local", "share", "haolinju", "postgres"), nil
}

// makeRoot creates the folder if need be, gives it to the account and tries it out.
func makeRoot(ctx context.Context, path string, a account) (root, error) {
	a = a.ownerOf(filepath.Join(path, "data"))
	missing, above := missingFolders(path)
	if !a.canEnter(ctx, above) {
		return root{}, fmt.Errorf("%s: %w of user %s", path, errOutOfReach, a.name)
	}
	if len(missing) == 0 {
		if err := mayBeTaken(path); err != nil {
			return root{}, asOutOfReach(path, err)
		}
	}
	for _, dir := range missing {
		if err := makeFolder(dir, dir == path); err != nil {
			return root{}, asOutOfReach(path, err)
		}
	}
	if a.switched {
		if err := os.Lchown(path, a.uid, a.gid); err != nil {
			return root{}, asOutOfReach(path, err)
		}
	}
	if !a.canWrite(ctx, path) {
		for _, dir := range slices.Backward(missing) {
			_ = os.Remove(dir) // made above and empty, or it stays
		}
		return root{}, fmt.Errorf("%s: %w of user %s", path, errOutOfReach, a.name)
	}
	return root{path: path, account: a}, nil
}

// makeFolder makes one folder, whatever the umask is: the data root is its owner's only, what lies above is passed by
// the account, which is another user than the one who makes it when that is root.
func makeFolder(dir string, isRoot bool) error {
	mode := fs.FileMode(0o755)
	if isRoot || os.Geteuid() != 0 {
		mode = 0o700
	}
	if err := os.Mkdir(dir, mode); err != nil {
		return err
	}
	return os.Chmod(dir, mode)
}

// missingFolders lists those to be made, the outermost first, and the existing folder above them or above the path.
func missingFolders(path string) (missing []string, above string) {
	if _, err := os.Lstat(path); err == nil {
		return nil, filepath.Dir(path)
	}
	for above = path; ; above = filepath.Dir(above) {
		if _, err := os.Lstat(above); err == nil || above == filepath.Dir(above) {
			return missing, above
		}
		missing = slices.Insert(missing, 0, above)
	}
}

// mayBeTaken refuses an existing folder that holds other people's files: it would change hands.
func mayBeTaken(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	ours := func(e os.DirEntry) bool { return e.Name() == "lock" }
	if len(entries) > 0 && !slices.ContainsFunc(entries, ours) {
		return fmt.Errorf("%s holds files that are not a data folder of this program; name an empty or a new folder", path)
	}
	return nil
}

func asOutOfReach(path string, err error) error {
	if outOfReach(err) {
		return fmt.Errorf("%s: %w: %w", path, errOutOfReach, err)
	}
	return err
}

// tempRoot is the first temporary folder in which this program can make a folder for the account.
func tempRoot(ctx context.Context, a account) string {
	for _, dir := range []string{os.TempDir(), "/tmp", "/var/tmp"} {
		if a.canEnter(ctx, dir) && (a.switched || a.canWrite(ctx, dir)) {
			return dir
		}
	}
	return os.TempDir()
}

func shortHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}
