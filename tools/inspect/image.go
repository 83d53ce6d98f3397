package inspect

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
)

var be = binary.BigEndian

// imageMarks are pieces of pages and programs that no picture holds.
var imageMarks = []mark{
	{"<script", polyglot}, {"<html", polyglot}, {"<?php", polyglot}, {"<body", polyglot},
	{"javascript:", polyglot}, {"this program cannot be run", polyglot},
}

// picture is what all kinds share: no page inside, not too many pixels, and
// nothing after the end. end is where the picture's own format stops.
func (in *inspector) picture(f file, width, height, end int64, whole bool) {
	if !whole || width == 0 || height == 0 {
		in.note(f, imageBroken)
	}
	if width > 0 && height > in.limits.Pixels/width {
		in.note(f, imageDimensions)
	}
	if whole && end < f.size {
		in.note(f, trailingData)
	}
	if err := windows(f.reader(), func(lower []byte) { in.marks(f, lower, imageMarks) }); err != nil {
		in.note(f, unreadable)
	}
}

// png walks the chunks up to IEND and checks their sums (ISO 15948).
func (in *inspector) png(f file) {
	var width, height int64
	for at := int64(8); ; {
		h := f.bytesAt(at, 16)
		if len(h) < 8 {
			in.picture(f, width, height, at, false)
			return
		}
		size, kind := int64(be.Uint32(h)), string(h[4:8])
		if at+12+size > f.size || !goodChunk(f, at+4, size+4) {
			in.picture(f, width, height, at, false)
			return
		}
		if kind == "IHDR" && len(h) == 16 {
			header := f.bytesAt(at+8, 8)
			width, height = int64(be.Uint32(header)), int64(be.Uint32(header[4:]))
		}
		at += 12 + size
		if kind == "IEND" {
			in.picture(f, width, height, at, true)
			return
		}
	}
}

func goodChunk(f file, at, size int64) bool {
	sum := crc32.NewIEEE()
	if _, err := io.Copy(sum, io.NewSectionReader(f.r, at, size)); err != nil {
		return false
	}
	want := f.bytesAt(at+size, 4)
	return len(want) == 4 && be.Uint32(want) == sum.Sum32()
}

// jpeg walks the segments up to the picture's data and looks for its end.
func (in *inspector) jpeg(f file) {
	if string(f.bytesAt(4, 2)) == "/*" {
		in.note(f, polyglot) // the length of the first segment opens a comment
	}
	var width, height int64
	for at := int64(2); ; {
		h := f.bytesAt(at, 9)
		switch {
		case len(h) < 4 || h[0] != 0xff:
			in.picture(f, width, height, at, false)
			return
		case h[1] == 0xff:
			at++ // fill byte
			continue
		case h[1] == 0xda:
			end := jpegEnd(f, at)
			in.picture(f, width, height, end, end > 0)
			return
		case h[1] >= 0xc0 && h[1] <= 0xcf && h[1] != 0xc4 && h[1] != 0xc8 && h[1] != 0xcc && len(h) == 9:
			height, width = int64(be.Uint16(h[5:])), int64(be.Uint16(h[7:]))
		}
		at += 2 + max(2, int64(be.Uint16(h[2:])))
	}
}

// jpegEnd returns what follows the first end-of-image mark after at, or 0.
func jpegEnd(f file, at int64) int64 {
	const size = 64 << 10
	for ; at < f.size; at += size {
		// One byte of overlap sees a mark that lies across the border.
		if i := strings.Index(string(f.bytesAt(at, size+1)), "\xff\xd9"); i >= 0 {
			return at + int64(i) + 2
		}
	}
	return 0
}

// longestGIFSide keeps the size fields from being letters of a program: two
// printable characters make a side of at least 8,224 pixels.
const longestGIFSide = 8192

// gif walks the blocks up to the trailer (GIF89a, appendix A).
func (in *inspector) gif(f file) {
	h := f.bytesAt(0, 13)
	if len(h) < 13 {
		in.picture(f, 0, 0, 0, false)
		return
	}
	width, height := int64(le.Uint16(h[6:])), int64(le.Uint16(h[8:]))
	if width > longestGIFSide {
		in.note(f, polyglot)
	}
	at := 13 + colourTable(h[10])
	for {
		b := f.bytesAt(at, 10)
		switch {
		case len(b) > 0 && b[0] == 0x3b:
			in.picture(f, width, height, at+1, true)
			return
		case len(b) > 1 && b[0] == 0x21:
			at = skipBlocks(f, at+2)
		case len(b) == 10 && b[0] == 0x2c:
			at = skipBlocks(f, at+11+colourTable(b[9]))
		default:
			in.picture(f, width, height, at, false)
			return
		}
	}
}

func colourTable(flags byte) int64 {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func skipBlocks(f file, at int64) int64 {
	for {
		n := f.bytesAt(at, 1)
		if len(n) == 0 {
			return f.size
		}
		at += 1 + int64(n[0])
		if n[0] == 0 {
			return at
		}
	}
}

// webp checks that the container is as long as it says.
func (in *inspector) webp(f file) {
	h := f.bytesAt(0, 30)
	if len(h) < 30 || string(h[:4]) != "RIFF" {
		in.picture(f, 0, 0, 0, false)
		return
	}
	width, height := int64(1), int64(1)
	if string(h[12:16]) == "VP8X" {
		width, height = 1+int64(le.Uint32(h[24:])&0xffffff), 1+int64(le.Uint32(h[26:])>>8)
	}
	end := 8 + int64(le.Uint32(h[4:]))
	in.picture(f, width, height, end, end <= f.size)
}

// tiff reads the first directory for the size of the picture.
func (in *inspector) tiff(f file) {
	var order binary.ByteOrder = le
	if string(f.bytesAt(0, 1)) == "M" {
		order = be
	}
	h := f.bytesAt(4, 4)
	if len(h) < 4 {
		in.picture(f, 0, 0, 0, false)
		return
	}
	at := int64(order.Uint32(h))
	count := f.bytesAt(at, 2)
	if at < 8 || len(count) < 2 {
		in.picture(f, 0, 0, 0, false)
		return
	}
	fields := f.bytesAt(at+2, 12*int(order.Uint16(count)))
	size := map[uint16]int64{}
	for ; len(fields) >= 12; fields = fields[12:] {
		value := int64(order.Uint32(fields[8:]))
		if order.Uint16(fields[2:]) == 3 {
			value = int64(order.Uint16(fields[8:]))
		}
		size[order.Uint16(fields)] = value
	}
	in.picture(f, size[256], size[257], f.size, len(fields) == 0)
}
