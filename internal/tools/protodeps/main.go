// Command protodeps prints the third-party .proto files that our contract imports into a folder, for buf.
//
// The text comes from the descriptors that the linked Go modules register, so what buf compiles against is always what
// the server is built with: no copy of foreign .proto files in this repository, and no download. Files under
// google/protobuf are left out, because buf brings its own.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/jhump/protoreflect/v2/protoprint"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	// Each import registers the descriptors of files that api/proto may import.
	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	_ "google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/type/date"
)

func main() {
	out := flag.String("out", ".build/proto-deps", "folder that receives the .proto files")
	flag.Parse()
	if err := printTo(*out); err != nil {
		fmt.Fprintln(os.Stderr, "protodeps:", err)
		os.Exit(1)
	}
}

// printTo empties the folder and writes every registered third-party file into it.
func printTo(folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	printer := protoprint.Printer{Compact: true}
	return printer.PrintProtosToFileSystem(thirdParty(protoregistry.GlobalFiles), folder)
}

// thirdParty lists the registered files that buf does not bring itself, ordered by path.
func thirdParty(files *protoregistry.Files) []protoreflect.FileDescriptor {
	var found []protoreflect.FileDescriptor
	files.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(f.Path(), "google/protobuf/") {
			found = append(found, f)
		}
		return true
	})
	slices.SortFunc(found, func(a, b protoreflect.FileDescriptor) int { return strings.Compare(a.Path(), b.Path()) })
	return found
}
