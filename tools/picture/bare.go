package picture

import (
	"bytes"
	"encoding/binary"
	"slices"

	"akashi/values/fault"
)

var be = binary.BigEndian

// Bare leaves of a photo the picture alone. Where, when and with what it was taken (EXIF, XMP,
// IPTC, comments) goes, and so does what lies behind the picture's end, such as a film; how
// it is turned and its colours stay. The picture itself is not computed anew.
func Bare(photo []byte) ([]byte, error) {
	var bare []byte
	whole := false
	switch {
	case bytes.HasPrefix(photo, []byte("\xff\xd8")):
		bare, whole = bareJPEG(photo)
	case bytes.HasPrefix(photo, []byte("\x89PNG\r\n\x1a\n")):
		bare, whole = barePNG(photo)
	default:
		return nil, fault.Wrong("photo.kind", "/content")
	}
	if !whole {
		return nil, fault.Wrong("photo.broken", "/content")
	}
	return bare, nil
}

// bareJPEG copies the segments of a JPEG (ISO 10918-1) that draw it, up to its end. Of the
// others it keeps JFIF, the colour profile and Adobe's transform, and how the picture is turned.
func bareJPEG(b []byte) (out []byte, whole bool) {
	out = slices.Clone(b[:2])
	for at := 2; at+4 <= len(b) && b[at] == 0xff; {
		kind := b[at+1]
		if kind == 0xff { // filled up
			at++
			continue
		}
		end := at + 2 + int(be.Uint16(b[at+2:]))
		if end < at+4 || end > len(b) || kind < 0xc0 || kind >= 0xd0 && kind <= 0xd9 {
			return nil, false
		}
		segment := b[at:end]
		switch {
		case kind == 0xe1 && bytes.HasPrefix(segment[4:], []byte("Exif\x00\x00")):
			out = append(out, turned(segment[10:])...)
		case kind == 0xe0 && bytes.HasPrefix(segment[4:], []byte("JFIF\x00")) && len(segment) >= 18:
			plain := slices.Clone(segment[:18])
			plain[2], plain[3], plain[16], plain[17] = 0, 16, 0, 0 // without its small picture
			out = append(out, plain...)
		case kind == 0xe2 && bytes.HasPrefix(segment[4:], []byte("ICC_PROFILE\x00")), kind == 0xee && bytes.HasPrefix(segment[4:], []byte("Adobe")):
			out = append(out, segment...)
		case kind >= 0xe0 && kind <= 0xef, kind == 0xfe: // applications' own, and comments
		default:
			out = append(out, segment...)
		}
		at = end
		if kind != 0xda {
			continue
		}
		next := scanned(b, at)
		if next < 0 {
			return nil, false
		}
		out = append(out, b[at:next]...)
		if at = next; b[at+1] == 0xd9 {
			return append(out, 0xff, 0xd9), true
		}
	}
	return nil, false
}

// scanned is where the picture's data ends that begins at a place: at the next marker.
func scanned(b []byte, at int) int {
	for ; at+1 < len(b); at++ {
		if next := b[at+1]; b[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return -1
}

// turned is an EXIF segment that tells how the picture is turned, and nothing else; none
// where the one that came does not tell.
func turned(tiff []byte) []byte {
	if len(tiff) < 8 {
		return nil
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return nil
	}
	const orientation, entry = 0x0112, 12
	for i := range int64(order.Uint16(tiff[at:])) {
		from := at + 2 + i*entry
		if from+entry > int64(len(tiff)) {
			return nil
		}
		field := tiff[from : from+entry]
		if way := order.Uint16(field[8:]); order.Uint16(field) == orientation && way >= 1 && way <= 8 {
			return append([]byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"), 0, byte(way), 0, 0, 0, 0, 0, 0)
		}
	}
	return nil
}

// drawing are the chunks of a PNG (ISO 15948) that draw it.
var drawing = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs"}

func barePNG(b []byte) (out []byte, whole bool) {
	const mark, frame = 8, 12
	out = slices.Clone(b[:mark])
	for at := int64(mark); at+frame <= int64(len(b)); {
		kind := string(b[at+4 : at+8])
		end := at + frame + int64(be.Uint32(b[at:]))
		if end > int64(len(b)) {
			return nil, false
		}
		if slices.Contains(drawing, kind) {
			out = append(out, b[at:end]...)
		}
		if at = end; kind == "IEND" {
			return out, true
		}
	}
	return nil, false
}
