package inspect

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"strings"
	"time"

	"golang.org/x/text/encoding/japanese"
)

// member is one entry of a zip that is written byte by byte, so that every
// field can lie.
type member struct {
	name      string
	localName string // "" for the same
	data      []byte
	method    uint16
	flags     uint16
	mode      uint32
	extra     []byte
	unpacked  int64 // 0 for the truth
	crc       uint32
	at        int64 // offset to claim plus one; 0 for the truth
	raw       bool  // data is packed already
}

func file1(name, content string) member { return member{name: name, data: []byte(content)} }

func buildZip(members ...member) []byte { return buildZipGap(0, "", members...) }

// buildZipGap leaves bytes between entries and directory, and adds a comment.
func buildZipGap(gap int, comment string, members ...member) []byte {
	var out, directory bytes.Buffer
	for _, m := range members {
		packed, size, sum := m.pack()
		at := int64(out.Len())
		local := m.localName
		if local == "" {
			local = m.name
		}
		out.WriteString(zipLocal)
		put(&out, uint16(20), m.flags, m.method, uint32(0), sum, uint32(len(packed)), uint32(size), uint16(len(local)), uint16(0))
		out.WriteString(local)
		out.Write(packed)
		if m.at > 0 {
			at = m.at - 1
		}
		directory.WriteString(zipCentral)
		put(&directory, uint16(0x0314), uint16(20), m.flags, m.method, uint32(0), sum, uint32(len(packed)), uint32(size),
			uint16(len(m.name)), uint16(len(m.extra)), uint16(0), uint16(0), uint16(0), m.mode<<16, uint32(at))
		directory.WriteString(m.name)
		directory.Write(m.extra)
	}
	out.Write(make([]byte, gap))
	start := out.Len()
	out.Write(directory.Bytes())
	out.WriteString(zipEnd)
	put(&out, uint16(0), uint16(0), uint16(len(members)), uint16(len(members)), uint32(directory.Len()), uint32(start), uint16(len(comment)))
	out.WriteString(comment)
	return out.Bytes()
}

func (m member) pack() (packed []byte, size int64, sum uint32) {
	packed, size, sum = m.data, int64(len(m.data)), crc32.ChecksumIEEE(m.data)
	if m.method == zipDeflated && !m.raw {
		packed = deflated(m.data)
	}
	if m.unpacked != 0 {
		size = m.unpacked
	}
	if m.crc != 0 {
		sum = m.crc
	}
	return packed, size, sum
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

func put(b *bytes.Buffer, fields ...any) {
	for _, field := range fields {
		_ = binary.Write(b, binary.LittleEndian, field)
	}
}

func zeros(n int) []byte { return make([]byte, n) }

func spaces(n int) []byte { return bytes.Repeat([]byte(" "), n) }

func noise(n int) []byte {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return b
}

func nestedZip(layers int) []byte {
	data, name := []byte("core"), "core.txt"
	for range layers {
		data, name = buildZip(member{name: name, data: data, method: zipDeflated}), "inner.zip"
	}
	return data
}

func zipSamples() []sample {
	plain := buildZip(file1("a.txt", "hello"), file1("b/c.csv", "1,2\n"))
	sjis, _ := japanese.ShiftJIS.NewEncoder().String("申請書/ソフト表.txt")
	climbing, _ := japanese.ShiftJIS.NewEncoder().String(`表\..\..\x.txt`)
	many := make([]member, 301)
	for i := range many {
		many[i] = file1(fmt.Sprintf("%03d.txt", i), "x")
	}
	long := make([]member, 300)
	for i := range long {
		long[i] = member{name: fmt.Sprintf("%03d.txt", i), data: spaces(50_000), method: zipDeflated}
	}
	bomb := member{name: "bomb.txt", data: spaces(2 << 20), method: zipDeflated}
	samples := []sample{
		{"zip plain", "a.zip", plain, Accepted, nil},
		{"zip empty", "a.zip", buildZip(), Accepted, nil},
		{"zip Shift_JIS names", "a.zip", buildZip(file1(sjis, "x")), Accepted, nil},
		{"zip with folder", "a.zip", buildZip(member{name: "d/", mode: unixFolder | 0o755}, file1("d/a.txt", "x")), Accepted, nil},
		{"zip deflated", "a.zip", buildZip(member{name: "a.txt", data: spaces(100_000), method: zipDeflated}), Accepted, nil},
		{"zip in zip in zip", "a.zip", nestedZip(3), Accepted, nil},
		{"zip bomb flat", "a.zip", buildZip(bomb), Refused, []Code{archiveRatio}},
		{"zip bomb many files", "a.zip", buildZip(long...), Refused, []Code{archiveSize}},
		{"zip bomb in zip", "a.zip", buildZip(member{name: "i.zip", data: buildZip(bomb)}), Refused, []Code{archiveRatio}},
		{"zip bomb declares little", "a.zip", buildZip(member{name: "a.txt", data: deflated(spaces(2 << 20)), raw: true, method: zipDeflated, unpacked: 10}), Refused, []Code{archiveMismatch}},
		{"zip bomb declares much", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), method: zipDeflated, unpacked: 4 << 30 >> 1}), Refused, []Code{archiveRatio, archiveSize}},
		{"zip declares too much", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), method: zipDeflated, unpacked: 2}), Refused, []Code{archiveMismatch}},
		{"zip too many", "a.zip", buildZip(many...), Refused, []Code{archiveCount}},
		{"zip too many, split over inner zips", "a.zip", buildZip(member{name: "1.zip", data: buildZip(many[:200]...)}, member{name: "2.zip", data: buildZip(many[:200]...)}), Refused, []Code{archiveCount}},
		{"zip encrypted", "a.zip", buildZip(member{name: "a.txt", data: noise(40), flags: 1}), Refused, []Code{encrypted}},
		{"zip strongly encrypted", "a.zip", buildZip(member{name: "a.txt", data: noise(40), flags: 1 | 1<<6}), Refused, []Code{encrypted}},
		{"zip directory encrypted", "a.zip", buildZip(member{name: "a.txt", data: noise(40), flags: 1 << 13}), Refused, []Code{encrypted}},
		{"zip AES", "a.zip", buildZip(member{name: "a.txt", data: noise(40), flags: 1, method: 99}), Refused, []Code{encrypted}},
		{"zip symlink", "a.zip", buildZip(member{name: "a.txt", data: []byte("/etc/passwd"), mode: unixLink | 0o777}), Refused, []Code{archiveLink}},
		{"zip symlink of a folder", "a.zip", buildZip(member{name: "d", data: []byte(".."), mode: unixLink | 0o777}, file1("d/a.txt", "x")), Refused, []Code{archiveLink}},
		{"zip device", "a.zip", buildZip(member{name: "null.txt", mode: 0o020666}), Refused, []Code{archiveDevice}},
		{"zip pipe", "a.zip", buildZip(member{name: "p.txt", mode: 0o010666}), Refused, []Code{archiveDevice}},
		{"zip same name twice", "a.zip", buildZip(file1("a.txt", "1"), file1("a.txt", "2")), Refused, []Code{archiveDuplicate}},
		{"zip same name in capitals", "a.zip", buildZip(file1("a.txt", "1"), file1("A.TXT", "2")), Refused, []Code{archiveDuplicate}},
		{"zip same name composed and not", "a.zip", buildZip(file1("が.txt", "1"), file1("か\u3099.txt", "2")), Refused, []Code{archiveDuplicate}},
		{"zip same name by backslash", "a.zip", buildZip(file1("d/a.txt", "1"), file1(`d\a.txt`, "2")), Refused, []Code{archiveDuplicate}},
		{"zip entries share bytes", "a.zip", buildZip(file1("a.txt", "1"), member{name: "a.txt", data: []byte("1"), at: 1}), Refused, []Code{archiveOverlap}},
		{"zip entries overlap", "a.zip", overlappingZip(), Refused, []Code{archiveOverlap}},
		{"zip local name differs", "a.zip", buildZip(member{name: "a.txt", localName: "b.exe", data: []byte("x")}), Refused, []Code{archiveMismatch}},
		{"zip local size differs", "a.zip", patched(plain, 18, 9), Refused, []Code{archiveMismatch}},
		{"zip local method differs", "a.zip", patched(plain, 8, 8), Refused, []Code{archiveMismatch}},
		{"zip folder with content", "a.zip", buildZip(file1("d/", "content")), Refused, []Code{archiveMismatch}},
		{"zip two end records", "a.zip", buildZipGap(0, string(buildZip()), file1("a.txt", "x")), Refused, []Code{archiveMismatch}},
		{"zip method bzip2", "a.zip", buildZip(member{name: "a.txt", data: []byte("BZh"), method: 12}), Refused, []Code{archiveMethod}},
		{"zip method lzma", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), method: 14}), Refused, []Code{archiveMethod}},
		{"zip method zstandard", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), method: 93}), Refused, []Code{archiveMethod}},
		{"zip wrong sum", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), crc: 7}), Refused, []Code{archiveBroken}},
		{"zip broken deflate", "a.zip", buildZip(member{name: "a.txt", data: []byte("\xff\xff\xff"), raw: true, method: zipDeflated, unpacked: 30}), Refused, []Code{archiveBroken}},
		{"zip bytes after deflate", "a.zip", buildZip(member{name: "a.txt", data: append(deflated([]byte("x")), "hidden"...), raw: true, method: zipDeflated, unpacked: 1, crc: crc32.ChecksumIEEE([]byte("x"))}), Flagged, []Code{archiveGap}},
		{"zip hole", "a.zip", buildZipGap(5000, "", file1("a.txt", "x")), Flagged, []Code{archiveGap}},
		{"zip with a program before it", "a.zip", append(append([]byte("PK\x03\x04"), noise(200)...), plain...), Refused, nil},
		{"zip offsets moved by what lies before", "a.zip", prefixedZip(), Refused, []Code{polyglot}},
		{"zip bytes after the end", "a.zip", append(bytes.Clone(plain), "tail"...), Flagged, []Code{trailingData}},
		{"zip cut in the directory", "a.zip", plain[:len(plain)-30], Refused, []Code{archiveBroken}},
		{"zip cut in the data", "a.zip", plain[:20], Refused, []Code{archiveBroken}},
		{"zip cut in the comment", "a.zip", buildZipGap(0, "comment", file1("a.txt", "x"))[:100], Refused, []Code{archiveBroken}},
		{"zip counts one more", "a.zip", patched(plain, len(plain)-12, 3), Refused, []Code{archiveBroken}},
		{"zip counts one less", "a.zip", patched(plain, len(plain)-12, 1), Refused, []Code{archiveBroken}},
		{"zip too deep", "a.zip", nestedZip(5), Refused, []Code{archiveDepth}},
		{"zip very deep", "a.zip", nestedZip(40), Refused, []Code{archiveDepth}},
		{"zip with a program", "a.zip", buildZip(member{name: "a.txt", data: program()}), Refused, []Code{executable, extensionMismatch}},
		{"zip with a program, named so", "a.zip", buildZip(member{name: "setup.exe", data: program()}), Refused, []Code{executable}},
		{"zip with a script", "a.zip", buildZip(file1("run.vbs", "MsgBox 1")), Refused, []Code{executable}},
		{"zip with unknown bytes", "a.zip", buildZip(member{name: "a.dat", data: noise(500)}), Flagged, []Code{unknownType, extensionUnknown}},
		{"zip with an empty file", "a.zip", buildZip(file1("a.mp3", "")), Accepted, nil},
		{"zip with a rar", "a.zip", buildZip(file1("a.rar", "Rar!\x1a\x07\x01\x00")), Refused, []Code{opaqueArchive}},
		{"zip second name in a field", "a.zip", buildZip(member{name: "a.txt", data: []byte("x"), extra: unicodeField("../../a.txt")}), Refused, []Code{nameTraversal}},
		{"zip Shift_JIS name climbs", "a.zip", buildZip(file1(climbing, "x")), Refused, []Code{nameTraversal}},
		{"zip name in no encoding", "a.zip", buildZip(file1("\x81\xff\xfe.txt", "x")), Flagged, []Code{nameEncoding}},
		{"zip64 without need", "a.zip", zip64(), Accepted, nil},
		{"gzip plain", "a.txt.gz", gzipped("", []byte("hello")), Accepted, nil},
		{"gzip bomb", "a.txt.gz", gzipped("", spaces(3<<20)), Refused, []Code{archiveRatio}},
		{"gzip bomb in gzip", "a.txt.gz.gz", gzipped("", gzipped("", spaces(3<<20))), Refused, []Code{archiveRatio}},
		{"gzip too deep", "a.txt.gz.gz.gz.gz.gz", gzipped("", gzipped("", gzipped("", gzipped("", gzipped("", []byte("x")))))), Refused, []Code{archiveDepth}},
		{"gzip climbing name", "a.txt.gz", gzipped("../../etc/cron.d/x", []byte("x")), Refused, []Code{nameTraversal}},
		{"gzip cut short", "a.txt.gz", gzipped("", noise(9000))[:4000], Refused, []Code{archiveBroken}},
		{"gzip wrong sum", "a.txt.gz", flipped(gzipped("", []byte("hello")), -8), Refused, []Code{archiveBroken}},
		{"gzip of a program", "a.txt.gz", gzipped("", program()), Refused, []Code{executable}},
		{"gzip bytes after the end", "a.txt.gz", append(gzipped("", []byte("x")), "tail"...), Refused, []Code{archiveBroken}},
		{"gzip header only", "a.gz", []byte("\x1f\x8b\x08"), Refused, []Code{archiveBroken}},
	}
	return samples
}

func overlappingZip() []byte {
	inner := buildZip(file1("b.txt", "12345"))
	data := inner[:40]
	return buildZip(member{name: "a.txt", data: data}, member{name: "b.txt", data: []byte("12345"), at: 1 + 35})
}

// prefixedZip has correct offsets behind two hundred foreign bytes.
func prefixedZip() []byte {
	z := buildZip(file1("a.txt", "x"))
	moved := append(append([]byte("PK\x03\x04"), zeros(196)...), z...)
	end := len(moved) - zipEndSize
	directory := bytes.Index(moved, []byte(zipCentral))
	binary.LittleEndian.PutUint32(moved[end+16:], uint32(directory))
	binary.LittleEndian.PutUint32(moved[directory+42:], 200)
	return moved
}

func zip64() []byte {
	z := buildZip(file1("a.txt", "x"))
	end := len(z) - zipEndSize
	var b bytes.Buffer
	b.Write(z[:end])
	size, start := binary.LittleEndian.Uint32(z[end+12:]), binary.LittleEndian.Uint32(z[end+16:])
	b.WriteString(zipEnd64)
	put(&b, uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), uint64(1), uint64(1), uint64(size), uint64(start))
	b.WriteString(zipLocator)
	put(&b, uint32(0), uint64(end), uint32(1))
	b.WriteString(zipEnd)
	put(&b, uint16(0), uint16(0), uint16(0xffff), uint16(0xffff), uint32(0xffffffff), uint32(0xffffffff), uint16(0))
	return b.Bytes()
}

func unicodeField(name string) []byte {
	var b bytes.Buffer
	put(&b, uint16(0x7075), uint16(5+len(name)), uint8(1), uint32(0))
	b.WriteString(name)
	return b.Bytes()
}

func patched(data []byte, at int, value byte) []byte {
	data = bytes.Clone(data)
	data[at] = value
	return data
}

func flipped(data []byte, at int) []byte {
	return patched(data, len(data)+at, ^data[len(data)+at])
}

func gzipped(name string, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Name = name
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

func tarred(headers ...tar.Header) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		content := ""
		if h.Typeflag == tar.TypeReg {
			content, h.Uname = h.Uname, ""
			h.Size = int64(len(content))
		}
		h.Mode = 0o644
		_ = w.WriteHeader(&h)
		_, _ = w.Write([]byte(content))
	}
	_ = w.Close()
	return b.Bytes()
}

// tarFile is a regular file; its content travels in a field that tarred empties.
func tarFile(name, content string) tar.Header {
	return tar.Header{Name: name, Typeflag: tar.TypeReg, Uname: content}
}

func tarSamples() []sample {
	plain := tarred(tarFile("a.txt", "hello"), tar.Header{Name: "d/", Typeflag: tar.TypeDir}, tarFile("d/b.csv", "1,2\n"))
	many := make([]tar.Header, 301)
	for i := range many {
		many[i] = tarFile(fmt.Sprintf("%03d.txt", i), "x")
	}
	return []sample{
		{"tar plain", "a.tar", plain, Accepted, nil},
		{"tar.gz plain", "a.tar.gz", gzipped("", plain), Accepted, nil},
		{"tgz plain", "a.tgz", gzipped("", plain), Accepted, nil},
		{"tar symlink", "a.tar", tarred(tar.Header{Name: "a.txt", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}), Refused, []Code{archiveLink}},
		{"tar hard link", "a.tar", tarred(tar.Header{Name: "a.txt", Linkname: "../x", Typeflag: tar.TypeLink}), Refused, []Code{archiveLink}},
		{"tar device", "a.tar", tarred(tar.Header{Name: "a.txt", Typeflag: tar.TypeChar, Devmajor: 1}), Refused, []Code{archiveDevice}},
		{"tar block device", "a.tar", tarred(tar.Header{Name: "a.txt", Typeflag: tar.TypeBlock, Devmajor: 8}), Refused, []Code{archiveDevice}},
		{"tar pipe", "a.tar", tarred(tar.Header{Name: "a.txt", Typeflag: tar.TypeFifo}), Refused, []Code{archiveDevice}},
		{"tar climbs", "a.tar", tarred(tarFile("../../a.txt", "x")), Refused, []Code{nameTraversal}},
		{"tar absolute", "a.tar", tarred(tarFile("/etc/a.txt", "x")), Refused, []Code{nameAbsolute}},
		{"tar climbing folder", "a.tar", tarred(tar.Header{Name: "../d/", Typeflag: tar.TypeDir}), Refused, []Code{nameTraversal}},
		{"tar same name twice", "a.tar", tarred(tarFile("a.txt", "1"), tarFile("a.txt", "2")), Refused, []Code{archiveDuplicate}},
		{"tar too many", "a.tar", tarred(many...), Refused, []Code{archiveCount}},
		{"tar cut short", "a.tar", plain[:700], Refused, []Code{archiveBroken}},
		{"tar wrong sum", "a.tar", patched(plain, 10, 'x'), Refused, []Code{archiveBroken}},
		{"tar program", "a.tar", tarred(tarFile("a.txt", string(program()))), Refused, []Code{executable}},
		{"tar.gz bomb", "a.tar.gz", gzipped("", tarred(tarFile("a.txt", string(spaces(3<<20))))), Refused, []Code{archiveRatio}},
		{"tar huge sparse size", "a.tar", sparseTar(), Refused, nil},
		{"tar bidi name", "a.tar", tarred(tarFile("a\u202Etxt.exe.txt", "x")), Refused, []Code{nameBidi}},
		{"tar with zip bomb", "a.tar", tarred(tarFile("b.zip", string(buildZip(member{name: "b.txt", data: spaces(3 << 20), method: zipDeflated})))), Refused, []Code{archiveRatio}},
	}
}

// sparseTar declares eight gibibytes and carries none.
func sparseTar() []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	_ = w.WriteHeader(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 8 << 30, Mode: 0o644})
	_ = w.Flush()
	return append(b.Bytes(), zeros(1024)...)
}

// nameSamples puts each bad name on the upload itself and inside a zip and a tar.
func nameSamples() []sample {
	var samples []sample
	for _, row := range []struct {
		label, name string
		want        Disposition
		code        Code
	}{
		{"right-to-left override", "invoice\u202Efdp.txt", Refused, nameBidi},
		{"isolate", "a\u2067b.txt", Refused, nameBidi},
		{"right-to-left mark", "a\u200Fb.txt", Refused, nameBidi},
		{"NUL", "a.txt\x00.txt", Refused, nameControl},
		{"newline", "a\nb.txt", Refused, nameControl},
		{"escape", "\x1b[2Ja.txt", Refused, nameControl},
		{"delete", "a\x7f.txt", Refused, nameControl},
		{"zero width", "a\u200Bb.txt", Flagged, nameInvisible},
		{"soft hyphen", "a\u00ADb.txt", Flagged, nameInvisible},
		{"up", "../a.txt", Refused, nameTraversal},
		{"up by backslash", `..\..\a.txt`, Refused, nameTraversal},
		{"up in the middle", "a/../../b.txt", Refused, nameTraversal},
		{"up with blanks", ".. /a.txt", Refused, nameTraversal},
		{"up with more dots", "..../a.txt", Refused, nameTraversal},
		{"root", "/etc/a.txt", Refused, nameAbsolute},
		{"backslash root", `\windows\a.txt`, Refused, nameAbsolute},
		{"share", `\\host\share\a.txt`, Refused, nameAbsolute},
		{"drive", `C:\a.txt`, Refused, nameAbsolute},
		{"drive without root", "c:a.txt", Refused, nameAbsolute},
		{"stream", "abc.txt:evil.txt", Flagged, nameReserved},
		{"device", "CON.txt", Flagged, nameReserved},
		{"device with number", "com1.txt", Flagged, nameReserved},
		{"wild card", "a*.txt", Flagged, nameReserved},
		{"two extensions", "invoice.exe.txt", Flagged, nameDouble},
		{"two extensions with blanks", "invoice.js   .txt", Flagged, nameDouble},
		{"too long", strings.Repeat("a", 600) + ".txt", Refused, nameLong},
	} {
		samples = append(samples,
			sample{"name " + row.label, row.name, []byte("x"), row.want, []Code{row.code}},
			sample{"zip name " + row.label, "a.zip", buildZip(file1(row.name, "x")), row.want, []Code{row.code}})
	}
	return samples
}

// realZip is what Go's own writer makes: entries with data descriptors.
func realZip() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"a.txt", "d/b.txt"} {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Unix(1_700_000_000, 0)}
		h.SetMode(fs.FileMode(0o644))
		e, _ := w.CreateHeader(h)
		_, _ = e.Write([]byte("some text, some text, some text"))
	}
	_ = w.Close()
	return b.Bytes()
}
