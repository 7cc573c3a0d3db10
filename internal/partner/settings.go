package partner

import "github.com/haolinju/haolinju/internal/platform/setting"

// secretOverlap is how long the last secret of a client works beside the new one, in hours.
var secretOverlap = setting.Declare("identity.client_secret_overlap_hours", 24, "product default; set by the district")
