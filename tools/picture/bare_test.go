package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"akashi/tools/picture"
)

// exif is what a telephone writes into a photo: turned by a quarter, its maker, and where.
func exif(order binary.AppendByteOrder, mark string) []byte {
	out := append([]byte("Exif\x00\x00"+mark), order.AppendUint16(nil, 42)...)
	out = order.AppendUint32(out, 8)
	out = order.AppendUint16(out, 3)
	entry := func(tag, kind uint16, n, value uint32) {
		out = order.AppendUint16(order.AppendUint16(out, tag), kind)
		out = order.AppendUint32(order.AppendUint32(out, n), value)
	}
	entry(0x010f, 2, 20, 50)
	if mark == "MM" {
		entry(0x0112, 3, 1, 6<<16)
	} else {
		entry(0x0112, 3, 1, 6)
	}
	entry(0x8825, 4, 1, 80)
	return append(out, "\x00\x00\x00\x00Maker of telephones\x00GPS 43.06N 141.35E"...)
}

func segment(kind byte, body []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, kind}, uint16(len(body)+2)), body...)
}

func chunk(kind, body string) []byte {
	return binary.BigEndian.AppendUint32(append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind+body...), crc32.ChecksumIEEE([]byte(kind+body)))
}

func drawn() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		img.Set(i%40, i/40, color.RGBA{uint8(i), uint8(i / 7), 90, 255})
	}
	return img
}

// TestAPhotoIsThePictureAlone takes where, when and with what it was taken out of photos, and
// leaves the picture as it was, to the point, and how it is turned.
func TestAPhotoIsThePictureAlone(t *testing.T) {
	t.Parallel()
	var plainJPEG, plainPNG bytes.Buffer
	if err := jpeg.Encode(&plainJPEG, drawn(), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&plainPNG, drawn()); err != nil {
		t.Fatal(err)
	}
	secrets := []string{"GPS", "Maker", "Sapporo", "behind", "<x:xmpmeta"}
	told := func(b []byte) []byte {
		out := append([]byte{}, b[:2]...)
		out = append(out, segment(0xe0, []byte("JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01Maker"))...)
		out = append(out, segment(0xe1, exif(binary.BigEndian, "MM"))...)
		out = append(out, segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>Sapporo"))...)
		out = append(out, segment(0xed, []byte("Photoshop 3.0\x00Sapporo"))...)
		out = append(out, segment(0xfe, []byte("Sapporo"))...)
		return append(append(out, b[2:]...), "a film behind the picture"...)
	}
	little := append(append([]byte{0xff, 0xd8}, segment(0xe1, exif(binary.LittleEndian, "II"))...), plainJPEG.Bytes()[2:]...)
	marked := append(append([]byte{}, plainPNG.Bytes()[:33]...), chunk("eXIf", string(exif(binary.BigEndian, "MM")[6:]))...)
	marked = append(append(append(marked, chunk("tEXt", "Location\x00Sapporo")...), plainPNG.Bytes()[33:]...), "behind"...)
	for name, photo := range map[string][]byte{"jpeg": told(plainJPEG.Bytes()), "little-endian": little, "png": marked, "plain jpeg": plainJPEG.Bytes(), "plain png": plainPNG.Bytes()} {
		bare, err := picture.Bare(photo)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, s := range secrets {
			if bytes.Contains(bare, []byte(s)) {
				t.Errorf("%s still tells %q", name, s)
			}
		}
		was, _, err := image.Decode(bytes.NewReader(photo))
		is, _, again := image.Decode(bytes.NewReader(bare))
		if err != nil || again != nil {
			t.Errorf("%s cannot be drawn: %v, %v", name, err, again)
			continue
		}
		for i := range 40 * 30 {
			if was.At(i%40, i/40) != is.At(i%40, i/40) {
				t.Fatalf("%s is another picture", name)
			}
		}
		turned := bytes.Contains(bare, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"))
		if want := name == "jpeg" || name == "little-endian"; turned != want {
			t.Errorf("%s tells how it is turned: %v, want %v", name, turned, want)
		}
	}
	for name, photo := range map[string][]byte{"cut off": plainJPEG.Bytes()[:plainJPEG.Len()-9], "cut png": plainPNG.Bytes()[:60], "heic": []byte("\x00\x00\x00\x18ftypheic"), "none": nil, "short": {0xff, 0xd8}} {
		if bare, err := picture.Bare(photo); err == nil {
			t.Errorf("%s is taken as %d bytes", name, len(bare))
		}
	}
}

func FuzzBare(f *testing.F) {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, drawn(), nil)
	f.Add(b.Bytes())
	f.Add(append(append([]byte{0xff, 0xd8}, segment(0xe1, exif(binary.LittleEndian, "II"))...), b.Bytes()[2:]...))
	f.Fuzz(func(t *testing.T, photo []byte) {
		if bare, err := picture.Bare(photo); err == nil {
			if again, err := picture.Bare(bare); err != nil || !bytes.Equal(bare, again) {
				t.Error("what is bare is not bare")
			}
		}
	})
}
