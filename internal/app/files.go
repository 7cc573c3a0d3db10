package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/virus"
)

// FilesConfig is where uploaded files are kept and how they are examined.
type FilesConfig struct {
	BlobDir         string `arg:"--blob-dir,env:HAOLINJU_BLOB_DIR" help:"Folder of uploaded files, where no S3 bucket is named." placeholder:"DIR"`
	S3Endpoint      string `arg:"--s3-endpoint,env:HAOLINJU_S3_ENDPOINT" help:"Host and port of an S3-compatible store." placeholder:"HOST:PORT"`
	S3Region        string `arg:"--s3-region,env:HAOLINJU_S3_REGION" help:"Region of the bucket." placeholder:"REGION"`
	S3Bucket        string `arg:"--s3-bucket,env:HAOLINJU_S3_BUCKET" help:"Bucket of uploaded files; it must exist." placeholder:"BUCKET"`
	S3AccessKey     string `arg:"--s3-access-key,env:HAOLINJU_S3_ACCESS_KEY" help:"Access key of the bucket." placeholder:"KEY"`
	S3SecretKeyFile string `arg:"--s3-secret-key-file,env:HAOLINJU_S3_SECRET_KEY_FILE" help:"File that holds the secret key of the bucket." placeholder:"FILE"`
	S3Insecure      bool   `arg:"--s3-insecure,env:HAOLINJU_S3_INSECURE" help:"Speak to the store without TLS."`
	VirusScanner    string `arg:"--virus-scanner,env:HAOLINJU_VIRUS_SCANNER" help:"ClamAV daemon that examines uploads; none examines nothing." placeholder:"HOST:PORT"`
	MediaMemory     int64  `arg:"--media-memory,env:HAOLINJU_MEDIA_MEMORY" default:"402653184" help:"Bytes of memory that examinations of uploads may hold at once; more of them wait."`
}

// store of uploaded files: a bucket, a folder, or a folder beside what the server keeps.
func (c *Config) store(g *ground) (blob.Store, error) {
	if c.S3Bucket != "" {
		secret, err := os.ReadFile(c.S3SecretKeyFile)
		if err != nil {
			return nil, fmt.Errorf("HAOLINJU_S3_SECRET_KEY_FILE: %w", err)
		}
		return blob.OpenS3(blob.S3Config{Endpoint: c.S3Endpoint, Region: c.S3Region, Bucket: c.S3Bucket, AccessKey: c.S3AccessKey,
			SecretKey: strings.TrimSpace(string(secret)), Insecure: c.S3Insecure})
	}
	folder := c.BlobDir
	switch {
	case folder != "":
	case g.private != nil:
		folder = filepath.Join(g.private.Dir(), "blobs")
	case c.Dir != "":
		folder = filepath.Join(c.Dir, "blobs")
	default:
		return nil, errors.New("set HAOLINJU_BLOB_DIR, HAOLINJU_S3_BUCKET, or HAOLINJU_DIR for uploaded files kept there")
	}
	return blob.OpenDir(folder)
}

// scanner of uploads; nil for none.
func (c *Config) scanner() media.Scanner {
	if c.VirusScanner == "" {
		return nil
	}
	return virus.Clamd{Address: c.VirusScanner}
}
