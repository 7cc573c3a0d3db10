package picture

import (
	"bytes"
	"encoding/binary"
)

// tagOrientation is the EXIF tag that says how the camera was held.
const tagOrientation = 0x0112

// orientation reads the orientation out of a TIFF block, 1 to 8; 0 where it says none. Of the whole block only the
// entries of the first directory are looked at.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(tiff[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 0
		}
		const short = 3
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == short && order.Uint32(entries[4:]) == 1 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
		entries = entries[12:]
	}
	return 0
}

// exifOfJPEG finds the TIFF block in the segments before the picture; nil for none.
func exifOfJPEG(raw []byte) []byte {
	const app1, startOfScan = 0xe1, 0xda
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker := raw[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == startOfScan || size < 2 || at+2+size > len(raw) {
			return nil
		}
		if tiff, ok := bytes.CutPrefix(raw[at+4:at+2+size], []byte("Exif\x00\x00")); ok && marker == app1 {
			return tiff
		}
		at += 2 + size
	}
	return nil
}

// exifOfPNG finds the chunk eXIf; nil for none.
func exifOfPNG(raw []byte) []byte {
	for at := 8; at+12 <= len(raw); {
		size := uint64(binary.BigEndian.Uint32(raw[at:]))
		if uint64(at)+12+size > uint64(len(raw)) {
			return nil
		}
		if string(raw[at+4:at+8]) == "eXIf" {
			return raw[at+8 : at+8+int(size)]
		}
		at += 12 + int(size)
	}
	return nil
}

// exifOfWebP finds the chunk EXIF, which may begin as that of JPEG does; nil for none.
func exifOfWebP(raw []byte) []byte {
	for at := 12; at+8 <= len(raw); {
		size := uint64(binary.LittleEndian.Uint32(raw[at+4:]))
		if uint64(at)+8+size > uint64(len(raw)) {
			return nil
		}
		if string(raw[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(raw[at+8:at+8+int(size)], []byte("Exif\x00\x00"))
		}
		at += 8 + int(size+size&1)
	}
	return nil
}
