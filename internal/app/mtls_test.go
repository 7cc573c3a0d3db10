package app_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/certificate"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// authority issues certificates.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t}
	a.cert, a.key = a.make(&x509.Certificate{Subject: pkix.Name{CommonName: "authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign}, nil)
	return a
}

// make a certificate, signed by the authority or by itself.
func (a *authority) make(c *x509.Certificate, by *authority) (*x509.Certificate, *ecdsa.PrivateKey) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	c.SerialNumber, c.NotBefore = big.NewInt(time.Now().UnixNano()), time.Now().Add(-time.Hour)
	if c.NotAfter.IsZero() {
		c.NotAfter = time.Now().Add(time.Hour)
	}
	above, with := c, key
	if by != nil {
		above, with = by.cert, by.key
	}
	content, err := x509.CreateCertificate(rand.Reader, c, above, &key.PublicKey, with)
	if err != nil {
		a.t.Fatal(err)
	}
	made, err := x509.ParseCertificate(content)
	if err != nil {
		a.t.Fatal(err)
	}
	return made, key
}

// files are a certificate, its key and the authority, in a folder.
func (a *authority) files(dir string, c *x509.Certificate) certificate.Files {
	a.t.Helper()
	made, key := a.make(c, a)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		a.t.Fatal(err)
	}
	f := certificate.Files{Certificate: filepath.Join(dir, "cert.pem"), Key: filepath.Join(dir, "key.pem"), ClientCA: filepath.Join(dir, "ca.pem")}
	for path, block := range map[string]*pem.Block{f.Certificate: {Type: "CERTIFICATE", Bytes: made.Raw}, f.Key: {Type: "PRIVATE KEY", Bytes: private},
		f.ClientCA: {Type: "CERTIFICATE", Bytes: a.cert.Raw}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			a.t.Fatal(err)
		}
	}
	return f
}

// door is the certificate of the gRPC door.
func doorCertificate() *x509.Certificate {
	return &x509.Certificate{Subject: pkix.Name{CommonName: "door"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
}

// partnerCertificate is that of a system of the water authority.
func partnerCertificate(commonName string) *x509.Certificate {
	return &x509.Certificate{Subject: pkix.Name{Country: []string{"CN"}, Organization: []string{"区水务局"}, CommonName: commonName},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
}

// shake connects to a door that an authority vouches for, showing a certificate of another where there is one.
func shake(t *testing.T, address string, trusted, issuer *authority, c *x509.Certificate) *grpc.ClientConn {
	t.Helper()
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	config.RootCAs.AddCert(trusted.cert)
	if c != nil {
		made, key := issuer.make(c, issuer)
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			return &tls.Certificate{Certificate: [][]byte{made.Raw}, PrivateKey: key}, nil
		}
	}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(credentials.NewTLS(config)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// listMembers lists the memberships of a unit.
func listMembers(ctx context.Context, conn grpc.ClientConnInterface, unit string) error {
	_, err := directoryv1.NewDirectoryServiceClient(conn).ListMemberships(ctx, &directoryv1.ListMembershipsRequest{Parent: unit})
	return err
}

const gongdan = "CN=gongdan,O=区水务局,C=CN"

// proves AP-18
func TestCase20ACertificateStandsForTheClientOfExactlyItsSubject(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ours, strange := newAuthority(t), newAuthority(t)
	keeper, err := certificate.Load(ours.files(t.TempDir(), doorCertificate()))
	if err != nil {
		t.Fatal(err)
	}
	address := d.Listen(t, grpc.Creds(credentials.NewTLS(keeper.Config())))
	create := func(subject string) (*identityv1.ApiClient, error) {
		made, err := identityv1.NewIdentityServiceClient(d.Conn(testkit.SecurityAdmin)).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{
			ApiClient: &identityv1.ApiClient{DisplayName: "工单系统", Unit: d.unit(water), CertificateSubject: subject,
				Grants: []*identityv1.ApiClient_Grant{{Permission: readMembers, Scope: accessv1.Scope_SCOPE_UNIT}}}})
		return made.GetApiClient(), err
	}
	members := func(conn grpc.ClientConnInterface, headers ...string) error {
		return listMembers(metadata.AppendToOutgoingContext(t.Context(), headers...), conn, d.unit(water))
	}
	known := shake(t, address, ours, ours, partnerCertificate("gongdan"))
	testkit.WantFault(t, members(known), codes.Unauthenticated, "UNAUTHENTICATED") // nobody has the subject yet
	c, err := create(gongdan)
	if err != nil {
		t.Fatal(err)
	}
	if err := members(known); err != nil {
		t.Errorf("by its certificate: %v", err)
	}
	_, err = create(gongdan)
	testkit.WantFault(t, err, codes.AlreadyExists, "CERTIFICATE_TAKEN")

	for name, conn := range map[string]*grpc.ClientConn{
		"no certificate":             shake(t, address, ours, nil, nil),
		"a longer name":              shake(t, address, ours, ours, partnerCertificate("gongdan2")),
		"a shorter name":             shake(t, address, ours, ours, partnerCertificate("gong")),
		"another case":               shake(t, address, ours, ours, partnerCertificate("Gongdan")),
		"a name that holds the rest": shake(t, address, ours, ours, &x509.Certificate{Subject: pkix.Name{CommonName: gongdan}}),
		"the parts in another order": shake(t, address, ours, ours, &x509.Certificate{RawSubject: reversed(t, partnerCertificate("gongdan").Subject)}),
	} {
		if err := members(conn); status.Code(err) != codes.Unauthenticated {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, conn := range map[string]*grpc.ClientConn{
		"an authority that is not ours":   shake(t, address, ours, strange, partnerCertificate("gongdan")),
		"one whose time is over":          shake(t, address, ours, ours, &x509.Certificate{Subject: partnerCertificate("gongdan").Subject, NotAfter: time.Now().Add(-time.Minute)}),
		"a certificate of a server":       shake(t, address, ours, ours, &x509.Certificate{Subject: partnerCertificate("gongdan").Subject, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}),
		"a door that another vouches for": shake(t, address, strange, ours, partnerCertificate("gongdan")),
	} {
		if got := status.Code(members(conn)); got != codes.Unavailable {
			t.Errorf("%s: %v", name, got)
		}
	}
	testkit.WantFault(t, members(known, "x-tenant", "900001"), codes.Unauthenticated, "UNAUTHENTICATED")
	testkit.WantFault(t, members(known, "authorization", "Bearer x"), codes.Unauthenticated, "UNAUTHENTICATED")
	testkit.WantFault(t, members(known, "authorization", "Bearer "+d.Token(testkit.ForeignResident)), codes.PermissionDenied, "PERMISSION_DENIED")

	admin := identityv1.NewIdentityServiceClient(d.Conn(testkit.SecurityAdmin))
	if got, err := admin.GetApiClient(t.Context(), &identityv1.GetApiClientRequest{Name: c.GetName()}); err != nil ||
		!got.GetLastUsedTime().AsTime().Equal(d.Clock.Now(110111).Truncate(time.Hour)) || got.GetCertificateSubject() != gongdan {
		t.Errorf("%v, %v", got, err)
	}
	before := d.RoundTrips()
	if err := members(known); err != nil {
		t.Fatal(err)
	}
	alone := d.RoundTrips() - before
	if _, err := admin.RevokeApiClient(t.Context(), &identityv1.RevokeApiClientRequest{Name: c.GetName()}); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, members(known), codes.Unauthenticated, "UNAUTHENTICATED")
	if _, err := create(gongdan); err != nil { // in its place
		t.Fatal(err)
	}
	if err := members(known); err != nil {
		t.Errorf("the client in its place: %v", err)
	}
	if alone > 2 {
		t.Errorf("a call by a known certificate takes %d round trips", alone)
	}
}

// reversed is a name whose parts stand in the order other than that of the certificate.
func reversed(t *testing.T, n pkix.Name) []byte {
	t.Helper()
	parts := n.ToRDNSequence()
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	content, err := asn1.Marshal(parts)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestACertificateIsReplacedWhileTheDoorIsOpenAndHalfOfOneChangesNothing(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	first, second, dir := newAuthority(t), newAuthority(t), t.TempDir()
	files := first.files(dir, doorCertificate())
	keeper, err := certificate.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	address := d.Listen(t, grpc.Creds(credentials.NewTLS(keeper.Config())))
	reaches := func(trusted *authority) bool {
		_, err := identityv1.NewIdentityServiceClient(shake(t, address, trusted, nil, nil)).GetMe(t.Context(), &identityv1.GetMeRequest{})
		return status.Code(err) == codes.Unauthenticated
	}
	if !reaches(first) || reaches(second) {
		t.Fatal("the first certificate is not shown")
	}
	old, err := os.ReadFile(files.Key)
	if err != nil {
		t.Fatal(err)
	}
	second.files(dir, doorCertificate())
	whole, err := os.ReadFile(files.Key)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		key     []byte
		changed bool
		fails   bool
	}{{old, false, true}, {whole, true, false}, {whole, false, false}} {
		if err := os.WriteFile(files.Key, step.key, 0o600); err != nil {
			t.Fatal(err)
		}
		if changed, err := keeper.Reload(); changed != step.changed || (err != nil) != step.fails {
			t.Fatalf("changed %v, %v", changed, err)
		}
		if step.fails && !reaches(first) {
			t.Error("half of a replacement takes the certificate away")
		}
	}
	if !reaches(second) || reaches(first) {
		t.Error("the second certificate is not shown")
	}
}

func TestTheDoorSpeaksNoTLSBefore12(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ours := newAuthority(t)
	keeper, err := certificate.Load(ours.files(t.TempDir(), doorCertificate()))
	if err != nil {
		t.Fatal(err)
	}
	address := d.Listen(t, grpc.Creds(credentials.NewTLS(keeper.Config())))
	for version, spoken := range map[uint16]bool{tls.VersionTLS10: false, tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		config := &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: version, MaxVersion: version, NextProtos: []string{"h2"}}
		config.RootCAs.AddCert(ours.cert)
		conn, err := tls.Dial("tcp", address, config)
		if (err == nil) != spoken {
			t.Errorf("%s: %v", tls.VersionName(version), err)
		}
		if err == nil {
			conn.Close()
		}
	}
}
