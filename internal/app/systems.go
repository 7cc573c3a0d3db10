package app

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/platform/clock"
)

// agencySystem is one entry of the file of --agency-systems-file.
type agencySystem struct {
	URL        string `json:"url"`
	SecretFile string `json:"secret_file"`
}

// systems are those of called units that are told of their duties.
func (c *Config) systems() (agency.Systems, error) {
	if c.AgencySystemsFile == "" {
		return nil, nil
	}
	var given map[string]map[string]agencySystem
	if err := readJSON(c.AgencySystemsFile, &given); err != nil {
		return nil, fmt.Errorf("--agency-systems-file: %w", err)
	}
	all := agency.Systems{}
	for district, units := range given {
		tenant, err := strconv.Atoi(district)
		if err != nil {
			return nil, fmt.Errorf("--agency-systems-file: %q is no district", district)
		}
		all[tenant] = map[string]agency.System{}
		for unit, given := range units {
			secret, err := secretOf("secret_file", given.SecretFile)
			if err == nil {
				all[tenant][unit], err = agency.NewHTTP(given.URL, secret, clock.System{})
			}
			if err != nil {
				return nil, fmt.Errorf("--agency-systems-file: unit %s of district %d: %w", unit, tenant, err)
			}
		}
	}
	return all, nil
}

// readJSON reads a file that an operator has written, and takes no word that it does not know.
func readJSON(file string, into any) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	read := json.NewDecoder(f)
	read.DisallowUnknownFields()
	if err := read.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
