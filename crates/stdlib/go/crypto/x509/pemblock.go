package x509

// Encrypted PEM blocks, by RFC 1423. Their encryption does not authenticate.

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"strings"
)

// A PEMCipher is how a block is encrypted.
type PEMCipher int

const (
	_ PEMCipher = iota
	PEMCipherDES
	PEMCipher3DES
	PEMCipherAES128
	PEMCipherAES192
	PEMCipherAES256
)

type pemCipher struct {
	kind      PEMCipher
	name      string
	key       int
	block     int
	newCipher func([]byte) (cipher.Block, error)
}

var pemCiphers = []pemCipher{
	{PEMCipherDES, "DES-CBC", 8, des.BlockSize, des.NewCipher},
	{PEMCipher3DES, "DES-EDE3-CBC", 24, des.BlockSize, des.NewTripleDESCipher},
	{PEMCipherAES128, "AES-128-CBC", 16, aes.BlockSize, aes.NewCipher},
	{PEMCipherAES192, "AES-192-CBC", 24, aes.BlockSize, aes.NewCipher},
	{PEMCipherAES256, "AES-256-CBC", 32, aes.BlockSize, aes.NewCipher},
}

// IncorrectPasswordError is for a password that does not fit.
var IncorrectPasswordError = errors.New("x509: decryption password incorrect")

// derive makes a key of a password and a salt.
func (c *pemCipher) derive(password, salt []byte) []byte {
	var key, last []byte
	for len(key) < c.key {
		h := md5.New()
		h.Write(last)
		h.Write(password)
		h.Write(salt)
		last = h.Sum(nil)
		key = append(key, last...)
	}
	return key[:c.key]
}

// IsEncryptedPEMBlock reports whether a block says that it is encrypted.
func IsEncryptedPEMBlock(b *pem.Block) bool {
	_, ok := b.Headers["DEK-Info"]
	return ok
}

// DecryptPEMBlock returns what is encrypted.
func DecryptPEMBlock(b *pem.Block, password []byte) ([]byte, error) {
	info, ok := b.Headers["DEK-Info"]
	if !ok {
		return nil, errors.New("x509: no DEK-Info header in block")
	}
	name, hexIV, ok := strings.Cut(info, ",")
	if !ok {
		return nil, errors.New("x509: malformed DEK-Info header")
	}
	var c *pemCipher
	for i := range pemCiphers {
		if pemCiphers[i].name == name {
			c = &pemCiphers[i]
		}
	}
	if c == nil {
		return nil, errors.New("x509: unknown encryption mode")
	}
	iv, err := hex.DecodeString(hexIV)
	if err != nil {
		return nil, err
	}
	if len(iv) != c.block {
		return nil, errors.New("x509: incorrect IV size")
	}
	block, err := c.newCipher(c.derive(password, iv[:8]))
	if err != nil {
		return nil, err
	}
	if len(b.Bytes)%block.BlockSize() != 0 {
		return nil, errors.New("x509: encrypted PEM data is not a multiple of the block size")
	}
	data := make([]byte, len(b.Bytes))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, b.Bytes)
	n := len(data)
	if n == 0 || n%c.block != 0 {
		return nil, errors.New("x509: invalid padding")
	}
	last := int(data[n-1])
	if n < last || last == 0 || last > c.block {
		return nil, IncorrectPasswordError
	}
	for _, v := range data[n-last:] {
		if int(v) != last {
			return nil, IncorrectPasswordError
		}
	}
	return data[:n-last], nil
}

// EncryptPEMBlock returns a block with encrypted data.
func EncryptPEMBlock(rand io.Reader, blockType string, data, password []byte, alg PEMCipher) (*pem.Block, error) {
	var c *pemCipher
	for i := range pemCiphers {
		if pemCiphers[i].kind == alg {
			c = &pemCiphers[i]
		}
	}
	if c == nil {
		return nil, errors.New("x509: unknown encryption mode")
	}
	iv := make([]byte, c.block)
	if _, err := io.ReadFull(rand, iv); err != nil {
		return nil, errors.New("x509: cannot generate IV: " + err.Error())
	}
	block, err := c.newCipher(c.derive(password, iv[:8]))
	if err != nil {
		return nil, err
	}
	pad := c.block - len(data)%c.block
	text := make([]byte, len(data), len(data)+pad)
	copy(text, data)
	for range pad {
		text = append(text, byte(pad))
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
	return &pem.Block{
		Type:    blockType,
		Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": c.name + "," + hex.EncodeToString(iv)},
		Bytes:   text,
	}, nil
}
