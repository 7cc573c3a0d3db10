package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
)

// longest is the most bytes of one piece of XML: a tag, or a text. A cell of Excel holds 32,767 characters.
const longest = 1 << 18

// part is the XML of a part as it inflates. Whatever it claims, no more is kept than one piece of it.
type part struct {
	*xml.Decoder
	content *bounded
}

// open a part.
func (b *Book) open(name string) (*part, error) {
	file := b.parts[name]
	if file == nil {
		return nil, fmt.Errorf("%w: %s is missing", ErrUnreadable, name)
	}
	content, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	in := &bounded{content, b.limits.Inflated, longest}
	return &part{xml.NewDecoder(in), in}, nil
}

// Close the part.
func (p *part) Close() error { return p.content.Close() }

// next piece; an end that comes too early is an error.
func (p *part) next() (xml.Token, error) {
	p.content.piece = longest
	token, err := p.RawToken()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return token, nil
}

// bounded fails where more comes than may, in all or for one piece.
type bounded struct {
	io.ReadCloser
	all, piece int64
}

func (b *bounded) Read(buffer []byte) (int, error) {
	n, err := b.ReadCloser.Read(buffer)
	b.all, b.piece = b.all-int64(n), b.piece-int64(n)
	if b.all < 0 || b.piece < 0 {
		return 0, fmt.Errorf("%w: a part, or a piece of it, is larger than allowed", ErrUnreadable)
	}
	return n, err
}
