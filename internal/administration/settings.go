package administration

import "github.com/haolinju/haolinju/internal/platform/setting"

// All dictionaries are read by one call; these limits keep its answer small. No law sets them.
var (
	// maxDictionaries is how many dictionaries of its own a district may have.
	maxDictionaries = setting.Declare("dictionary.max_dictionaries", 200, "product default; set by the district", setting.Between(1, 500))
	// maxEntries is how many codes a dictionary may have, the retired ones too.
	maxEntries = setting.Declare("dictionary.max_entries", 500, "product default; set by the district", setting.Between(1, 1000))
)
