package media

import "github.com/haolinju/haolinju/internal/platform/setting"

// Limits of one attachment by its kind.
type Limits struct {
	ImageBytes   int64 `json:"image_bytes"`
	ImagePixels  int   `json:"image_pixels"`
	AudioBytes   int64 `json:"audio_bytes"`
	AudioSeconds int   `json:"audio_seconds"`
	VideoBytes   int64 `json:"video_bytes"`
	VideoSeconds int   `json:"video_seconds"`
}

// Quota is how much a person may upload in a day, and how much a district and one subject may hold.
type Quota struct {
	FilesPerDay   int64 `json:"files_per_day"`
	BytesPerDay   int64 `json:"bytes_per_day"`
	DistrictBytes int64 `json:"district_bytes"`
	PerSubject    int   `json:"per_subject"`
}

// Terms are how long what is provisional lasts.
type Terms struct {
	UploadMinutes int `json:"upload_minutes"` // between announcement and verdict
	LinkMinutes   int `json:"link_minutes"`   // of a link to content
	LooseHours    int `json:"loose_hours"`    // of what nothing refers to
}

// The numbers of the capability; a tenant changes them by a dated row.
var (
	limits = setting.Declare("media.limits", Limits{
		ImageBytes: 10 << 20, ImagePixels: 25_000_000,
		AudioBytes: 10 << 20, AudioSeconds: 600,
		VideoBytes: 50 << 20, VideoSeconds: 60,
	}, "product default; the lengths are the longest that WeChat mini-programs record")
	quota = setting.Declare("media.quota", Quota{FilesPerDay: 100, BytesPerDay: 500 << 20, DistrictBytes: 1 << 40, PerSubject: 9},
		"product default; nine is what a WeChat post holds")
	terms = setting.Declare("media.terms", Terms{UploadMinutes: 60, LinkMinutes: 15, LooseHours: 24}, "product default")
	// thumbnailEdge is the longer edge of a thumbnail, in pixels.
	thumbnailEdge = setting.Declare("media.thumbnail_edge", 480, "product default; half the width of a telephone")
)
