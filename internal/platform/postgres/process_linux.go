package postgres

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// endWithUs asks the kernel to shut PostgreSQL down cleanly (SIGINT is its fast shutdown) when the thread that started
// it is gone, even by kill -9. launch keeps that thread for as long as PostgreSQL runs.
func endWithUs(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }

// servesData tells whether the process is a PostgreSQL on this data folder: it works in it. A process id may have been
// given to another program since it was noted, and one that has ended works nowhere.
func servesData(pid int, dataDir string) bool {
	at, err := os.Stat("/proc/" + strconv.Itoa(pid) + "/cwd")
	if err != nil {
		return false
	}
	data, err := os.Stat(dataDir)
	return err == nil && os.SameFile(at, data)
}

// startOf is when a process has started, in ticks since the system has; empty for one that is not there.
func startOf(pid int) string {
	content, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return ""
	}
	_, behind, _ := strings.Cut(string(content), ") ") // its name may hold anything
	if fields := strings.Fields(behind); len(fields) > 19 {
		return fields[19]
	}
	return ""
}
