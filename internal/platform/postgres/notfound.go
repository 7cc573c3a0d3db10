package postgres

import (
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// NotFoundError says that no installed PostgreSQL can be used, why each candidate was refused, and what would help.
type NotFoundError struct {
	Major   int // the only major version that would do, 0 for any that is new enough
	refused []refusal
}

type refusal struct {
	source string
	reason error
}

func (e *NotFoundError) Error() string {
	var b strings.Builder
	if e.Major != 0 {
		fmt.Fprintf(&b, "the data folder belongs to PostgreSQL %d, and no usable PostgreSQL %d was found; nothing was changed:\n", e.Major, e.Major)
	} else {
		fmt.Fprintf(&b, "no usable PostgreSQL (%d or newer) was found:\n", oldestMajor)
	}
	for _, r := range e.refused {
		fmt.Fprintf(&b, "  %s: %v\n", r.source, r.reason)
	}
	b.WriteString("  download: this program carries no binaries and fetches none\n")
	fmt.Fprintf(&b, "Install it (%s), or set PG_BIN_DIR to the folder of its binaries, or DATABASE_URL to a running server.", installCommand(e.Major))
	return b.String()
}

// installers are the commands of package managers; %s is a major version with its separator, or nothing.
var installers = []struct{ program, command, separator string }{
	{"apt-get", "apt-get install postgresql%s", "-"},
	{"dnf", "dnf install postgresql%[1]s-server postgresql%[1]s-contrib", ""},
	{"apk", "apk add postgresql%[1]s postgresql%[1]s-contrib", ""},
	{"zypper", "zypper install postgresql%[1]s-server postgresql%[1]s-contrib", ""},
	{"pacman", "pacman -S postgresql", ""},
	{"brew", "brew install postgresql%s", "@"},
}

// installCommand is the one of this machine's package manager.
func installCommand(major int) string {
	best := installers[0]
	if runtime.GOOS == "darwin" {
		best = installers[len(installers)-1]
	}
	for _, i := range installers {
		if _, err := exec.LookPath(i.program); err == nil {
			best = i
			break
		}
	}
	version := ""
	if major != 0 {
		version = fmt.Sprint(best.separator, major)
	} else if best.program == "brew" || best.program == "apk" {
		version = best.separator + "17" // these have no package without a version
	}
	if !strings.Contains(best.command, "%") {
		return best.command
	}
	return fmt.Sprintf(best.command, version)
}
