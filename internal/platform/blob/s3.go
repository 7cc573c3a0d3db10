package blob

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 is a store in a bucket that exists already.
type S3 struct {
	client *minio.Client
	bucket string
}

// S3Config says where the bucket is and who we are there.
type S3Config struct {
	Endpoint  string // host:port
	Region    string
	Bucket    string
	AccessKey string
	SecretKey string
	Insecure  bool              // plain HTTP
	Transport http.RoundTripper // of the requests; nil for the usual one
}

// OpenS3 does not speak to the server yet.
func OpenS3(cfg S3Config) (*S3, error) {
	client, err := minio.New(cfg.Endpoint, &minio.Options{Creds: credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""),
		Secure: !cfg.Insecure, Region: cfg.Region, Transport: cfg.Transport})
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return &S3{client, cfg.Bucket}, nil
}

// part is what an upload of unknown length holds in memory, in bytes.
const part = 8 << 20

// Put uploads what is larger than a part in parts; the blob appears with the last one.
func (s *S3) Put(ctx context.Context, key string, content io.Reader) error {
	if err := checkKey(key); err != nil {
		return err
	}
	first, err := io.ReadAll(io.LimitReader(content, part))
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	whole, size := io.Reader(bytes.NewReader(first)), int64(len(first))
	if size == part {
		whole, size = io.MultiReader(whole, content), -1
	}
	_, err = s.client.PutObject(ctx, s.bucket, key, whole, size, minio.PutObjectOptions{PartSize: part, NumThreads: 1})
	return explain(err)
}

// Get opens a blob. Its size is asked for first, so that one that is missing shows here and not at the first read.
func (s *S3) Get(ctx context.Context, key string) (io.ReadSeekCloser, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	object, err := s.client.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, explain(err)
	}
	if _, err := object.Stat(); err != nil {
		object.Close()
		return nil, explain(err)
	}
	return object, nil
}

// Delete removes a blob.
func (s *S3) Delete(ctx context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	return explain(s.client.RemoveObject(ctx, s.bucket, key, minio.RemoveObjectOptions{}))
}

// List asks for a thousand at a time.
func (s *S3) List(ctx context.Context, prefix string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for object := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
			if !yield(Entry{object.Key, object.LastModified}, explain(object.Err)) {
				return
			}
		}
	}
}

// explain hides the server's answer behind our error where the blob is missing.
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case minio.ToErrorResponse(err).Code == minio.NoSuchKey:
		return ErrNotFound
	}
	return fmt.Errorf("blob: %w", err)
}
