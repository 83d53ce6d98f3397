package inspect

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"akashi/values/fault"
)

func TestSpool(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, inMemory - 1, inMemory, inMemory + 1, 3*inMemory + 7} {
		data := noise(size)
		s, err := Receive(bytes.NewReader(data), int64(size))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(s.Reader())
		if err != nil || !bytes.Equal(got, data) || s.Size() != int64(size) {
			t.Errorf("%d bytes: got %d and %v", size, len(got), err)
		}
		for _, at := range []int{0, size / 2, inMemory - 1, inMemory, size - 1} {
			part := make([]byte, 3)
			n, _ := s.ReadAt(part, int64(at))
			if at < 0 || at > size || !bytes.Equal(part[:n], data[at:min(at+3, size)]) {
				if n > 0 {
					t.Errorf("%d bytes: wrong ones at %d", size, at)
				}
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if size > 0 {
			if _, err := Receive(bytes.NewReader(data), int64(size)-1); !errors.Is(err, fault.Invalid) {
				t.Errorf("%d bytes: got %v, want too large", size, err)
			}
		}
	}
}
