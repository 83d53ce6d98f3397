package inspect

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"akashi/values/fault"
)

// tooDeep holds when one more layer of packing is not allowed.
func (in *inspector) tooDeep(f file) bool {
	if f.depth < in.limits.Depth {
		return false
	}
	in.note(f, archiveDepth)
	return true
}

// unpack holds the bytes of one entry within what is left of the budget.
// declared is the size the archive promises; -1 promises nothing.
func (in *inspector) unpack(f file, entry *file, r io.Reader, declared int64) (*Spool, bool) {
	limit, code := in.unpacked, archiveSize
	if tight := max(in.limits.Slack, f.size*in.limits.Ratio); tight < limit {
		limit, code = tight, archiveRatio
	}
	if declared >= 0 && declared <= limit {
		limit, code = declared, archiveMismatch
	}
	spool, err := Receive(r, limit)
	if errors.Is(err, fault.Invalid) {
		in.note(*entry, code)
		in.unpacked -= limit
		return nil, false
	}
	if err != nil {
		in.note(*entry, archiveBroken)
		return nil, false
	}
	in.unpacked -= spool.Size()
	if declared > spool.Size() {
		in.note(*entry, archiveMismatch)
	}
	entry.r, entry.size = spool, spool.Size()
	return spool, true
}

// zip looks at an archive and at everything in it.
func (in *inspector) zip(f file) {
	in.eachPart(f, func(entry file, _ string) { in.look(entry) })
}

// eachPart judges a zip's directory and then unpacks entry by entry.
func (in *inspector) eachPart(f file, visit func(entry file, path string)) {
	if in.tooDeep(f) {
		return
	}
	entries, ok := in.readZip(f)
	if !ok {
		return
	}
	for _, e := range entries {
		h := f.bytesAt(e.record, zipCentralSize)
		path := decodeName(f.bytesAt(e.record+zipCentralSize, int(le.Uint16(h[28:]))))
		link := e.mode&unixType == unixLink
		if strings.HasSuffix(path, "/") || link || e.flags&zipFlagEncrypted != 0 || e.method != zipStored && e.method != zipDeflated {
			continue
		}
		in.unpackZipEntry(f, e, path, visit)
	}
}

func (in *inspector) unpackZipEntry(f file, e zipEntry, path string, visit func(file, string)) {
	entry := f.entry(path)
	packed := bufio.NewReader(io.NewSectionReader(f.r, e.start(f), e.packed))
	var content io.Reader = packed
	if e.method == zipDeflated {
		content = flate.NewReader(packed)
	}
	sum := crc32.NewIEEE()
	spool, ok := in.unpack(f, &entry, io.TeeReader(content, sum), e.unpacked)
	if !ok {
		return
	}
	defer spool.Close()
	if sum.Sum32() != e.crc {
		in.note(entry, archiveBroken)
	}
	if _, err := packed.ReadByte(); err == nil {
		in.note(entry, archiveGap)
	}
	visit(entry, path)
}

// gzip looks at the one file that a gzip stream holds.
func (in *inspector) gzip(f file) {
	if in.tooDeep(f) {
		return
	}
	name := f.name
	if before, _, ok := lastCut(name, "."); ok {
		name = before
	}
	if extension(f.name) == "tgz" {
		name += ".tar"
	}
	entry := f.entry(name)
	stream, err := gzip.NewReader(bufio.NewReader(f.reader()))
	if err != nil {
		in.note(f, archiveBroken)
		return
	}
	for _, code := range nameFindings(stream.Name, in.limits.Name, false) {
		in.note(entry, code)
	}
	if in.entries--; in.entries < 0 {
		in.note(f, archiveCount)
		return
	}
	spool, ok := in.unpack(f, &entry, stream, -1)
	if !ok {
		return
	}
	defer spool.Close()
	in.look(entry)
}

// tar looks at every file of a tape archive.
func (in *inspector) tar(f file) {
	if in.tooDeep(f) {
		return
	}
	if len(bytes.Trim(f.bytesAt(f.size-512, 512), "\x00")) > 0 || f.size%512 != 0 {
		in.note(f, archiveBroken) // the last block of a whole archive is empty
	}
	names := map[string]bool{}
	for reader := tar.NewReader(f.reader()); ; {
		h, err := reader.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			in.note(f, archiveBroken)
			return
		}
		if in.entries--; in.entries < 0 {
			in.note(f, archiveCount)
			return
		}
		if !in.tarEntry(f, h, reader, names) {
			return
		}
	}
}

func (in *inspector) tarEntry(f file, h *tar.Header, r io.Reader, names map[string]bool) bool {
	path := decodeName([]byte(h.Name))
	entry := f.entry(path)
	for _, code := range nameFindings(path, in.limits.Name, true) {
		in.note(entry, code)
	}
	if key := sameName(path); names[key] {
		in.note(entry, archiveDuplicate)
	} else {
		names[key] = true
	}
	switch h.Typeflag {
	case tar.TypeDir, tar.TypeXGlobalHeader:
		return true
	case tar.TypeLink, tar.TypeSymlink:
		in.note(entry, archiveLink)
		return true
	case tar.TypeReg, tar.TypeGNUSparse:
	default:
		in.note(entry, archiveDevice)
		return true
	}
	if h.Size > in.limits.Slack && h.Size/in.limits.Ratio > f.size {
		in.note(entry, archiveRatio)
		return false
	}
	spool, ok := in.unpack(f, &entry, r, h.Size)
	if !ok {
		return false
	}
	defer spool.Close()
	in.look(entry)
	return true
}
