//go:build !linux

package postgres

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// endWithUs has no counterpart here: a PostgreSQL that outlives a killed program is stopped at the next start.
func endWithUs(*syscall.SysProcAttr) {}

// servesData tells whether the process is a PostgreSQL on this data folder, by the command line that launch gave it.
func servesData(pid int, dataDir string) bool {
	out, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(out), "-D "+dataDir+" ")
}

// startOf is when a process has started; empty for one that is not there.
func startOf(pid int) string {
	out, _ := exec.Command("ps", "-o", "lstart=", "-p", strconv.Itoa(pid)).Output()
	return strings.NewReplacer(" ", "", ":", "", "\n", "").Replace(string(out))
}
