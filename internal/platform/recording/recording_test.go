package recording_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/recording"
)

var be, le = binary.BigEndian, binary.LittleEndian

// box of MP4.
func box(kind string, content ...[]byte) []byte {
	all := slices.Concat(content...)
	return slices.Concat(be.AppendUint32(nil, uint32(8+len(all))), []byte(kind), all)
}

func words(numbers ...uint32) (b []byte) {
	for _, n := range numbers {
		b = be.AppendUint32(b, n)
	}
	return b
}

// track of a handler that lasts so many units of a thousandth of a second, with boxes more at its end.
func track(handler string, lasts uint32, more ...[]byte) []byte {
	dated := words(0, 3_800_000_000, 3_800_000_000)
	media := box("mdia", box("mdhd", dated, words(1000, lasts, 0)), box("hdlr", words(0, 0), []byte(handler), words(0, 0, 0), []byte("Phone of Zhang\x00")),
		box("minf", box("dinf", box("dref", words(0, 1), box("url ", words(1)))), box("stbl", box("stts", words(0, 1, 10, lasts/10)), box("stco", words(0, 1, 40)))))
	return box("trak", append([][]byte{box("tkhd", dated, make([]byte, 72)), media}, more...)...)
}

// movie of tracks, with boxes more in its head.
func movie(parts ...[]byte) []byte {
	head := append([][]byte{box("mvhd", words(0, 3_800_000_000, 3_800_000_000, 1000, 3000), make([]byte, 80))}, parts...)
	return slices.Concat(box("ftyp", []byte("isom"), words(512), []byte("isommp41")), box("mdat", []byte("samples of sound and picture")), box("moov", head...))
}

// position is where phones put where a video was taken.
func position() []byte {
	return box("udta", box("\xa9xyz", []byte("\x00\x12\x15\xc7+39.7361+116.1368/")))
}

// mp3 of frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes each.
func mp3(frames int) []byte {
	return bytes.Repeat(append([]byte{0xff, 0xfb, 0x90, 0x00}, make([]byte, 413)...), frames)
}

// tagged is an ID3 tag with a picture and what it says.
func tagged(text string) []byte {
	return slices.Concat([]byte("ID3\x04\x00\x00\x00\x00\x00"), []byte{byte(len(text))}, []byte(text))
}

func chunk(name string, content []byte) []byte {
	return slices.Concat([]byte(name), le.AppendUint32(nil, uint32(len(content))), content, make([]byte, len(content)%2))
}

// wav of a second of silence, 8 kHz, one channel, 16 bit, with chunks before the samples.
func wav(more ...[]byte) []byte {
	format := slices.Concat([]byte{1, 0, 1, 0}, le.AppendUint32(nil, 8000), le.AppendUint32(nil, 16000), []byte{2, 0, 16, 0})
	all := slices.Concat([]byte("WAVE"), chunk("fmt ", format), slices.Concat(more...), chunk("data", make([]byte, 16000)))
	return slices.Concat([]byte("RIFF"), le.AppendUint32(nil, uint32(len(all))), all)
}

func amr(frames int) []byte {
	return append([]byte("#!AMR\n"), bytes.Repeat(append([]byte{0x3c}, make([]byte, 31)...), frames)...)
}

// proves IN-13
func TestARecordingKeepsItsSamplesAndItsLength(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		raw, keeps []byte
		mediaType  string
		video      bool
		lasts      time.Duration
	}{
		"video":            {movie(track("soun", 3000), track("vide", 2900)), []byte("samples of sound and picture"), "video/mp4", true, 3 * time.Second},
		"sound in MP4":     {movie(track("soun", 3000)), []byte("samples of sound and picture"), "audio/mp4", false, 3 * time.Second},
		"MP3":              {slices.Concat(tagged("title"), mp3(100), append([]byte("TAG"), make([]byte, 125)...)), mp3(100), "audio/mpeg", false, 100 * 1152 * time.Second / 44100},
		"MP3 cut short":    {slices.Concat(mp3(3), mp3(1)[:100]), mp3(3), "audio/mpeg", false, 3 * 1152 * time.Second / 44100},
		"AMR":              {amr(50), amr(50), "audio/amr", false, time.Second},
		"AMR of wide band": {append([]byte("#!AMR-WB\n"), make([]byte, 18)...), make([]byte, 18), "audio/amr-wb", false, 20 * time.Millisecond},
		"WAV":              {wav(), make([]byte, 16000), "audio/wav", false, time.Second},
	} {
		got, err := recording.Clean(c.raw)
		if err != nil || got.MediaType != c.mediaType || got.Video != c.video || (got.Duration-c.lasts).Abs() > time.Millisecond || !bytes.Contains(got.Content, c.keeps) {
			t.Errorf("%s: %s, video %v, %v, %v; want %s, %v, %v", what, got.MediaType, got.Video, got.Duration, err, c.mediaType, c.video, c.lasts)
		}
		if again, err := recording.Clean(slices.Clone(got.Content)); err != nil || !bytes.Equal(again.Content, got.Content) {
			t.Errorf("%s: cleaning it again changes it, %v", what, err)
		}
	}
}

// proves IN-13
func TestNothingIsLeftOfWhatIsNotSoundOrPicture(t *testing.T) {
	t.Parallel()
	secret := []byte("39.7361")
	for what, raw := range map[string][]byte{
		"a position in the head of an MP4":  movie(track("vide", 1000), position()),
		"a position in a track":             movie(track("vide", 1000, position())),
		"metadata beside the movie":         append(movie(track("vide", 1000)), box("meta", secret)...),
		"a private box":                     append(movie(track("vide", 1000)), box("uuid", make([]byte, 16), secret)...),
		"free space":                        append(movie(track("vide", 1000)), box("free", secret)...),
		"an ID3 tag":                        slices.Concat(tagged("39.7361"), mp3(4)),
		"a tag behind an MP3":               slices.Concat(mp3(4), []byte("APETAGEX"), secret),
		"a list of information in a WAV":    wav(chunk("LIST", append([]byte("INFOISBJ"), secret...))),
		"bytes behind the samples of a WAV": append(wav(), secret...),
	} {
		before := bytes.Clone(raw)
		if !bytes.Contains(before, secret) {
			t.Fatalf("%s: the file does not hold it", what)
		}
		if got, err := recording.Clean(raw); err != nil || bytes.Contains(got.Content, secret) {
			t.Errorf("%s: it is still there, %v", what, err)
		}
	}
	got, err := recording.Clean(movie(track("vide", 1000)))
	if err != nil || bytes.Contains(got.Content, words(3_800_000_000)) || bytes.Contains(got.Content, []byte("Zhang")) {
		t.Errorf("dates or the name of the device are still there, %v", err)
	}
}

// proves IN-13
func TestWhatIsNoRecordingIsRefused(t *testing.T) {
	t.Parallel()
	good := movie(track("vide", 1000))
	for what, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"nothing":                     {nil, recording.ErrUnreadable},
		"a page":                      {[]byte("<html><script>alert(1)</script></html>"), recording.ErrUnreadable},
		"an archive":                  {[]byte("PK\x03\x04" + strings.Repeat("x", 100)), recording.ErrUnreadable},
		"a page behind the magic":     {append(box("ftyp", []byte("isom"), words(0)), "<html></html>"...), recording.ErrUnreadable},
		"a page behind a movie":       {append(bytes.Clone(good), "<html></html>"...), recording.ErrUnreadable},
		"half a movie":                {good[:len(good)-10], recording.ErrUnreadable},
		"a movie of another brand":    {append(box("ftyp", []byte("qt  "), words(0)), good[28:]...), recording.ErrUnreadable},
		"a movie without its type":    {good[28:], recording.ErrUnreadable},
		"a movie in fragments":        {append(bytes.Clone(good), box("moof")...), recording.ErrUnreadable},
		"a movie without a track":     {movie(), recording.ErrUnreadable},
		"a track that hides its kind": {movie(track("vide", 1000), box("trak", box("mdia"))), recording.ErrUnreadable},
		"a track of positions":        {movie(track("vide", 1000), track("meta", 1000)), recording.ErrExtraTrack},
		"samples elsewhere": {movie(bytes.Replace(track("vide", 1000), box("url ", words(1)), box("url ", words(0)), 1)),
			recording.ErrUnreadable},
		"one frame of MP3":       {mp3(1), recording.ErrUnreadable},
		"a page behind an MP3":   {append(mp3(9), "<html></html>"...), recording.ErrUnreadable},
		"a tag without an MP3":   {tagged("x"), recording.ErrUnreadable},
		"AMR without a frame":    {[]byte("#!AMR\n"), recording.ErrUnreadable},
		"a page behind AMR":      {append(amr(3), "<html></html>"...), recording.ErrUnreadable},
		"WAV without samples":    {wav()[:44], recording.ErrUnreadable},
		"WAV that is compressed": {bytes.Replace(wav(), []byte("\x10\x00\x00\x00\x01\x00"), []byte("\x10\x00\x00\x00\x55\x00"), 1), recording.ErrUnreadable},
	} {
		if got, err := recording.Clean(bytes.Clone(c.raw)); !errors.Is(err, c.want) {
			t.Errorf("%s: %s, %v", what, got.MediaType, err)
		}
	}
}

func TestALengthThatOverflowsIsStillTooLong(t *testing.T) {
	t.Parallel()
	raw := track("vide", 1000)
	at := bytes.Index(raw, []byte("stts"))
	if at < 0 {
		t.Fatal("no stts")
	}
	copy(raw[at+12:], words(0xffffffff, 0xffffffff))
	if got, err := recording.Clean(movie(raw)); err != nil || got.Duration < 1000*time.Hour {
		t.Errorf("%v, %v", got.Duration, err)
	}
}

func FuzzCleanNeverPanicsAndIsStable(f *testing.F) {
	for _, seed := range [][]byte{movie(track("vide", 1000), position()), slices.Concat(tagged("x"), mp3(3)), amr(2), wav()[:200], nil} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := recording.Clean(raw)
		if err != nil {
			return
		}
		if got.Duration < 0 || len(got.Content) == 0 {
			t.Errorf("%d bytes, %v", len(got.Content), got.Duration)
		}
		if again, err := recording.Clean(bytes.Clone(got.Content)); err != nil || !bytes.Equal(again.Content, got.Content) {
			t.Errorf("cleaning it again changes it, %v", err)
		}
	})
}
