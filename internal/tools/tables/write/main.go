// Command write writes ent anew from ent/schema, from the folder of the project.
package main

import (
	"fmt"
	"os"

	"github.com/haolinju/haolinju/internal/tools/tables"
)

func main() {
	if err := tables.Write(); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}
