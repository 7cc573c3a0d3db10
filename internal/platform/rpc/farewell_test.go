package rpc_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// TestMain runs the tests of this folder with a contract of which one RPC is going away.
func TestMain(m *testing.M) {
	going := noticev1.File_haolinju_notice_v1_notice_service_proto.Services().ByName("NoticeService").Methods().ByName("ListNotices")
	proto.SetExtension(going.Options().(proto.Message), accessv1.E_Deprecation,
		&accessv1.Deprecation{DeprecateDate: "2027-01-31", SunsetDate: "2027-09-30", Successor: "haolinju.notice.v1.NoticeService.ListDeliveries"})
	testkit.Main(m)
}

// proves AP-22
func TestEachAnswerOfAnRPCThatIsGoingAwaySaysSinceAndUntilWhenByBothDoors(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	conn, err := grpc.NewClient(k.Listen(t), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	want := map[string]string{"deprecation": "@1801353600", "sunset": "Thu, 30 Sep 2027 00:00:00 GMT",
		"link": `</changelog>; rel="deprecation"; type="application/json"`}
	for who, status := range map[testkit.Who]int{testkit.Resident: http.StatusOK, testkit.Anonymous: http.StatusUnauthorized} {
		var native metadata.MD
		ctx := t.Context()
		r := httptest.NewRequest(http.MethodGet, "/v1/me/notices", nil)
		if who != testkit.Anonymous {
			ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+k.Token(who))
			r.Header.Set("Authorization", "Bearer "+k.Token(who))
		}
		_, err := noticev1.NewNoticeServiceClient(conn).ListNotices(ctx, &noticev1.ListNoticesRequest{}, grpc.Header(&native))
		answer := testkit.Serve(k.HTTP(), r)
		if answer.Code != status || (err == nil) != (status == http.StatusOK) {
			t.Errorf("%s: %d by REST, %v by gRPC", who, answer.Code, err)
		}
		for name, value := range want {
			if got := strings.Join(native.Get(name), "; "); got != value {
				t.Errorf("%s by gRPC, %s: %q", who, name, got)
			}
			if got := strings.Join(answer.Header().Values(name), "; "); got != value {
				t.Errorf("%s by REST, %s: %q", who, name, got)
			}
		}
	}
	others := testkit.Serve(k.HTTP(), httptest.NewRequest(http.MethodGet, "/v1/units?pageSize=1", nil))
	if others.Code != http.StatusOK || others.Header().Get("Deprecation") != "" {
		t.Errorf("an RPC that stays: %d %v", others.Code, others.Header())
	}
}
