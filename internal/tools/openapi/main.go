// Command openapi merges the OpenAPI parts that the generator writes per .proto file to the one document of the API.
//
// The parts know routes, shapes and comments. The document adds what the contract says elsewhere: who needs a token (the
// option access), bounds of fields (buf.validate), the headers Idempotency-Key, X-Acting-For and X-Device-Id, errors as problem details, and path
// parameters named after their collection, so that all verbs of one resource share one path. The same contract gives the
// same bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"google.golang.org/protobuf/reflect/protoregistry"
)

// object is a JSON object.
type object = map[string]any

func main() {
	folder := flag.String("folder", "api/gen/openapi", "folder of the parts, which also receives openapi.json and openapi.json.gz")
	flag.Parse()
	if err := run(*folder); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	text, err := generate(folder)
	if err != nil {
		return err
	}
	packed, err := pack(text)
	if err != nil {
		return err
	}
	path := filepath.Join(folder, "openapi.json")
	return errors.Join(os.WriteFile(path, text, 0o644), os.WriteFile(path+".gz", packed, 0o644))
}

// pack compresses the document for the server, which holds it as it sends it.
func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// generate is the text of the document.
func generate(folder string) ([]byte, error) {
	parts, err := readParts(folder)
	if err != nil {
		return nil, err
	}
	document, err := merge(parts, routes(protoregistry.GlobalFiles))
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err = encoder.Encode(document)
	return text.Bytes(), err
}

// readParts reads what the generator wrote, in the order of the files' names.
func readParts(folder string) ([]object, error) {
	var parts []object
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".openapi.json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var part object
		if err := json.Unmarshal(text, &part); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		parts = append(parts, part)
		return nil
	})
	if err == nil && len(parts) == 0 {
		err = fmt.Errorf("no *.openapi.json under %s: generate the contract first", folder)
	}
	return parts, err
}
