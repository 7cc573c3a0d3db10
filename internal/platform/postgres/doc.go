// Package postgres runs a private PostgreSQL as a child of this program, so that the server works with nothing set up.
//
// A cluster lives in one folder, the data root:
//
//	lock          held (flock) by the instance that uses the folder, with its process id
//	data          the cluster itself, made by initdb in data.tmp and renamed when it is whole
//	socket        mode 0700, the only door: there is no TCP listener
//	postgres.log  what PostgreSQL writes, without values (terse)
//
// What holds, and where it is enforced:
//
//  1. Data is never deleted. Only data.tmp, which initdb did not finish, is (cluster.go); Temporary deletes the folder
//     that it made itself (temporary.go), and Shared what programs of a process that has ended have shared (shared.go).
//  2. One instance per data root: lock.go. A PostgreSQL that outlived its program is stopped first: orphan.go.
//  3. Data is opened by its own major version only, never converted: cluster.go, binaries.go.
//  4. PostgreSQL never runs as root: account.go. The data root belongs to the operating system's user that runs it.
//  5. PostgreSQL ends with the program: at Stop, and on Linux also when the program is killed (process_linux.go).
//  6. A folder that holds somebody else's files is refused and left as it is: root.go.
//
// Everyone who can reach the socket is the superuser "postgres" if he wants to: the folder's mode is the access control.
// The application connects as a role of its own.
package postgres
