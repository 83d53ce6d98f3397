package inspect

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
)

func pngImage(width, height int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.Bytes()
}

func jpegImage() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil)
	return b.Bytes()
}

func gifImage() []byte {
	var b bytes.Buffer
	picture := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Black, color.White})
	_ = gif.Encode(&b, picture, nil)
	return b.Bytes()
}

// hugePNG claims many pixels with a correct sum.
func hugePNG(width, height uint32) []byte {
	b := pngImage(1, 1)
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// pngComment adds a text chunk with a correct sum.
func pngComment(text string) []byte {
	b := pngImage(2, 2)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	chunk = append(chunk, "tEXt"+text...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte{}, b[:33]...), chunk...), b[33:]...)
}

func tiffImage(width, height uint32) []byte {
	var b bytes.Buffer
	b.WriteString("II*\x00")
	put(&b, uint32(8), uint16(2), uint16(256), uint16(4), uint32(1), width, uint16(257), uint16(4), uint32(1), height, uint32(0))
	return b.Bytes()
}

func webpImage(declared uint32) []byte {
	var b bytes.Buffer
	b.WriteString("RIFF")
	put(&b, declared)
	b.WriteString("WEBPVP8X")
	put(&b, uint32(10), uint32(0), [3]byte{7}, [3]byte{7})
	return b.Bytes()
}

func imageSamples() []sample {
	p, j, g := pngImage(8, 8), jpegImage(), gifImage()
	with := func(b []byte, tail string) []byte { return append(bytes.Clone(b), tail...) }
	scripted := patched(patched(g, 6, '/'), 7, '*')
	commented := append(append(bytes.Clone(j[:2]), "\xff\xfe\x00\x13<script>x</script"...), j[2:]...)
	return []sample{
		{"png", "a.png", p, Accepted, nil},
		{"jpeg", "a.jpg", j, Accepted, nil},
		{"gif", "a.gif", g, Accepted, nil},
		{"tiff", "a.tif", tiffImage(100, 100), Accepted, nil},
		{"webp", "a.webp", webpImage(22), Accepted, nil},
		{"png bomb", "a.png", hugePNG(60000, 60000), Refused, []Code{imageDimensions}},
		{"png greatest", "a.png", hugePNG(0xffffffff, 0xffffffff), Refused, []Code{imageDimensions}},
		{"png no pixels", "a.png", hugePNG(0, 1), Refused, []Code{imageBroken}},
		{"tiff bomb", "a.tif", tiffImage(60000, 60000), Refused, []Code{imageDimensions}},
		{"tiff without directory", "a.tif", []byte("II*\x00\xff\xff\xff\x7f"), Refused, []Code{imageBroken}},
		{"tiff header only", "a.tif", []byte("MM\x00*"), Refused, []Code{imageBroken}},
		{"png cut short", "a.png", p[:len(p)-6], Refused, []Code{imageBroken}},
		{"png wrong sum", "a.png", flipped(p, -1), Refused, []Code{imageBroken}},
		{"png huge chunk", "a.png", patched(p, 8, 0xff), Refused, []Code{imageBroken}},
		{"png header only", "a.png", p[:8], Refused, []Code{imageBroken}},
		{"jpeg cut short", "a.jpg", j[:len(j)-2], Refused, []Code{imageBroken}},
		{"jpeg cut early", "a.jpg", j[:30], Refused, []Code{imageBroken}},
		{"gif cut short", "a.gif", g[:len(g)-3], Refused, []Code{imageBroken}},
		{"gif header only", "a.gif", g[:8], Refused, []Code{imageBroken}},
		{"webp cut short", "a.webp", webpImage(900), Refused, []Code{imageBroken}},
		{"webp header only", "a.webp", webpImage(22)[:20], Refused, []Code{imageBroken}},
		{"png bytes after the end", "a.png", with(p, "tail"), Flagged, []Code{trailingData}},
		{"jpeg bytes after the end", "a.jpg", with(j, "tail"), Flagged, []Code{trailingData}},
		{"gif bytes after the end", "a.gif", with(g, "tail"), Flagged, []Code{trailingData}},
		{"webp bytes after the end", "a.webp", with(webpImage(22), "tail"), Flagged, []Code{trailingData}},
		{"png and zip", "a.png", with(p, string(buildZip(file1("a.txt", "x")))), Refused, []Code{polyglot}},
		{"jpeg and zip", "a.jpg", with(j, string(realZip())), Refused, []Code{polyglot}},
		{"gif and jar", "a.gif", with(g, string(buildZip(file1("META-INF/MANIFEST.MF", "x")))), Refused, []Code{polyglot}},
		{"gif and program text", "a.gif", with(scripted, "*/=1;alert(1)"), Refused, []Code{polyglot}},
		{"gif side of letters", "a.gif", patched(patched(g, 6, '='), 7, '1'), Refused, []Code{polyglot}},
		{"png and page", "a.png", with(p, "<HTML><body onload=x>"), Refused, []Code{polyglot}},
		{"png comment with script", "a.png", pngComment("c\x00<script>x</script>"), Refused, []Code{polyglot}},
		{"png comment with php", "a.png", pngComment("c\x00<?php system($_GET[0]);"), Refused, []Code{polyglot}},
		{"png harmless comment", "a.png", pngComment("Author\x00Akashi"), Accepted, nil},
		{"jpeg comment with script", "a.jpg", commented, Refused, []Code{polyglot}},
		{"jpeg opens a comment", "a.jpg", patched(patched(j, 4, '/'), 5, '*'), Refused, []Code{polyglot}},
		{"png and program", "a.png", with(p, string(program())), Refused, []Code{polyglot}},
		{"png and pdf", "a.png", with(p, string(pdfWith(""))), Refused, []Code{polyglot}},
		{"png named jpg", "a.jpg", p, Refused, []Code{extensionMismatch}},
		{"jpeg named pdf", "a.pdf", j, Refused, []Code{extensionMismatch}},
		{"png without extension", "image", p, Refused, []Code{extensionUnknown}},
	}
}

func program() []byte {
	b := append([]byte("MZ\x90\x00\x03\x00\x00\x00"), zeros(56)...)
	b = append(b, "This program cannot be run in DOS mode.\r\n$"...)
	return append(b, "PE\x00\x00"...)
}

func magicSamples() []sample {
	samples := []sample{
		{"empty", "a.txt", nil, Refused, []Code{empty}},
		{"empty pdf", "a.pdf", nil, Refused, []Code{empty}},
		{"noise", "a.bin", noise(3000), Refused, []Code{unknownType, extensionUnknown}},
		{"noise named pdf", "a.pdf", noise(3000), Refused, []Code{unknownType, extensionMismatch}},
		{"no extension", "README", []byte("text"), Refused, []Code{extensionUnknown}},
		{"dot at the end", "a.txt.", []byte("text"), Refused, []Code{extensionUnknown, nameReserved}},
		{"too large", "a.txt", spaces(8<<20 + 1), Refused, []Code{tooLarge}},
		{"rtf", "a.rtf", []byte(`{\rtf1\ansi}`), Refused, []Code{unsupported}},
		{"rtf named doc", "a.doc", []byte(`{\rtf1\ansi}`), Refused, []Code{unsupported, extensionMismatch}},
		{"postscript", "a.ps", []byte("%!PS-Adobe-3.0\n"), Refused, []Code{unsupported}},
		{"text named exe", "a.exe", []byte("text"), Refused, []Code{executable}},
		{"text named js", "a.js", []byte("alert(1)"), Refused, []Code{executable}},
		{"text named vbs", "a.VBS", []byte("MsgBox 1"), Refused, []Code{executable}},
		{"text named hta", "a.hta", []byte("<script>x</script>"), Refused, []Code{executable}},
		{"gif named txt", "a.txt", gifImage(), Refused, []Code{extensionMismatch}},
		{"gzip named zip", "a.zip", gzipped("", []byte("x")), Refused, []Code{extensionMismatch}},
		{"zip named gz", "a.gz", realZip(), Refused, []Code{extensionMismatch}},
		{"zip by Go", "a.zip", realZip(), Accepted, nil},
	}
	for _, row := range []struct {
		label, head string
		code        Code
	}{
		{"windows program", string(program()), executable},
		{"linux program", "\x7fELF\x02\x01\x01" + string(zeros(60)), executable},
		{"mac program", "\xcf\xfa\xed\xfe" + string(zeros(60)), executable},
		{"java class", "\xca\xfe\xba\xbe\x00\x00\x00\x41", executable},
		{"shell script", "#!/bin/sh\nrm -rf /\n", executable},
		{"php", "<?php system('x');", executable},
		{"asp", "<% Execute(x) %>", executable},
		{"shortcut", "L\x00\x00\x00\x01\x14\x02\x00" + string(zeros(60)), executable},
		{"wasm", "\x00asm\x01\x00\x00\x00", executable},
		{"rar", "Rar!\x1a\x07\x01\x00", opaqueArchive},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04", opaqueArchive},
		{"bzip2", "BZh91AY&SY" + string(noise(20)), opaqueArchive},
		{"xz", "\xfd7zXZ\x00" + string(noise(20)), opaqueArchive},
		{"zstandard", "\x28\xb5\x2f\xfd" + string(noise(20)), opaqueArchive},
		{"cabinet", "MSCF\x00\x00\x00\x00", opaqueArchive},
		{"lzh", "\x20\x00-lh5-" + string(noise(20)), opaqueArchive},
	} {
		for _, ext := range []string{"pdf", "csv"} {
			samples = append(samples, sample{row.label + " named " + ext, "a." + ext, []byte(row.head), Refused, []Code{row.code, extensionMismatch}})
		}
	}
	return samples
}
