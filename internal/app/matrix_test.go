package app_test

import (
	"bufio"
	"context"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/staffing"
)

// bare is a request of a method that holds nothing but the names in its path, of which there is none.
func bare(t *testing.T, m protoreflect.MethodDescriptor) proto.Message {
	t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Input().FullName())
	if err != nil {
		t.Fatal(err)
	}
	request := kind.New()
	_, template := verbOf(bindings(m)[0])
	for _, v := range pathName.FindAllStringSubmatch(template, -1) {
		at, path := request, strings.Split(v[1], ".")
		for _, step := range path[:len(path)-1] {
			at = at.Mutable(at.Descriptor().Fields().ByName(protoreflect.Name(step))).Message()
		}
		pattern := v[2]
		if pattern == "" {
			pattern = "*"
		}
		at.Set(at.Descriptor().Fields().ByName(protoreflect.Name(path[len(path)-1])),
			protoreflect.ValueOfString(strings.ReplaceAll(pattern, "*", someID)))
	}
	return request.Interface()
}

var pathName = regexp.MustCompile(`\{([a-z_.]+)(?:=([^}]*))?\}`)

// opened are the methods that the page of access shows as open to everybody: a door that opens is seen in its diff.
func opened(t *testing.T) map[string]bool {
	t.Helper()
	page, err := os.Open("../../docs/access.md")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	list, service := map[string]bool{}, ""
	for lines := bufio.NewScanner(page); lines.Scan(); {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "## "); ok {
			service = name
		}
		if cells := strings.Split(line, "|"); len(cells) > 6 && strings.HasPrefix(strings.TrimSpace(cells[5]), "everybody") {
			list["/"+service+"/"+strings.TrimSpace(cells[1])] = true
		}
	}
	return list
}

// proves AP-01, AP-30
func TestCase1OnlyTheListedCallsAreOpenWithoutSignIn(t *testing.T) {
	t.Parallel()
	list := opened(t)
	if len(list) == 0 {
		t.Fatal("the page lists no open call")
	}
	d := openDistrict(t)
	for _, m := range contract(t) {
		for name, through := range map[string]door{"gRPC": native, "REST": rest(0)} {
			got := through(d, m.Descriptor, testkit.Anonymous, bare(t, m.Descriptor), "")
			if (got.code != "UNAUTHENTICATED") != list[m.FullName()] {
				t.Errorf("%s by %s without sign-in: %v", m.FullName(), name, got)
			}
		}
	}
}

// callers are who asks in the matrix: one person of each role at home, one of another tenant.
var callers = map[testkit.Who]string{
	testkit.Resident: access.Resident, testkit.CommunityWorker: access.CommunityWorker, testkit.Dispatcher: access.Dispatcher,
	testkit.StreetLeader: access.StreetLeader, testkit.LiaisonA: access.Liaison, testkit.ResourceOwner: access.ResourceOwner,
	testkit.Judge: access.Judge, testkit.SystemAdmin: access.SystemAdmin, testkit.SecurityAdmin: access.SecurityAdmin,
	testkit.AuditAdmin: access.AuditAdmin, testkit.ForeignResident: access.Resident,
}

// admits says whether the grants of a role open a method.
func admits(role string, rule *accessv1.Access) bool {
	return rule.GetScope() == accessv1.Scope_SCOPE_PUBLIC || slices.ContainsFunc(app.Grants(), func(g access.Grant) bool {
		return g.Role == role && g.Permission == rule.GetPermission() && g.Scope >= rule.GetScope()
	})
}

// Every method is asked by every role with a request that names nothing there is: whoever is let in hears what the request lacks, and whoever is
// not hears no more than that. Both doors say the same and leave the same rows in the audit.
//
// proves AD-04
func TestCase2And4EveryMethodLetsInExactlyTheRolesThatAreGrantedItByBothDoors(t *testing.T) {
	t.Parallel()
	told := map[string][]string{}
	for name, through := range map[string]door{"gRPC": native, "REST": rest(0)} {
		d := openDistrict(t)
		for _, m := range contract(t) {
			for _, who := range slices.Sorted(maps.Keys(callers)) {
				d.Clock.Advance(time.Second)
				got := through(d, m.Descriptor, who, bare(t, m.Descriptor), "")
				refused := got.code == "PERMISSION_DENIED" && strings.Contains(got.body, m.Access.GetPermission())
				if refused == admits(callers[who], m.Access) || got.code == "UNAUTHENTICATED" && m.Access.GetScope() != accessv1.Scope_SCOPE_PUBLIC {
					t.Errorf("%s by %s as %s: %v", m.FullName(), name, who, got)
				}
			}
		}
		for _, row := range d.written() {
			if strings.Contains(row.body, `"DENIED"`) {
				told[name] = append(told[name], row.body)
			}
		}
	}
	if len(told["gRPC"]) == 0 || !slices.Equal(told["gRPC"], told["REST"]) {
		t.Errorf("%d denials in the audit by gRPC, %d by REST, and they differ", len(told["gRPC"]), len(told["REST"]))
	}
}

// consent makes Resident the delegate of a person.
func (d *district) consent(who testkit.Who, acts ...accessv1.Act) {
	d.t.Helper()
	i := slices.IndexFunc(demo.People, func(p demo.Person) bool { return p.Who == who })
	number := "+86" + demo.People[i].Phone()
	name := prepare[*peoplev1.Mandate](d, testkit.Resident, &peoplev1.CreateMandateRequest{Mandate: &peoplev1.Mandate{DisplayName: "演示老人（虚构）",
		Phone: number, Basis: peoplev1.Mandate_BASIS_CONSENT, Acts: acts}}).GetName()
	d.Clock.Advance(time.Minute)
	prepare[*peoplev1.SendMandateCodeResponse](d, testkit.Resident, &peoplev1.SendMandateCodeRequest{Name: name})
	prepare[*peoplev1.Mandate](d, testkit.Resident, &peoplev1.ConsentToMandateRequest{Name: name, Code: d.Code(d.t, number)})
}

// Every method is asked by a delegate in the place of a person of each role, with a mandate for each single act: what has no act, or
// another one, is refused, whatever the person himself may do.
//
// proves AD-13
func TestADelegateIsLetInByTheActsOfHisMandateAloneByBothDoors(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	for _, who := range []testkit.Who{testkit.Resident2, testkit.Dispatcher, testkit.SystemAdmin} {
		for _, act := range []accessv1.Act{accessv1.Act_ACT_READ_MATTERS, accessv1.Act_ACT_FILE_ISSUES, accessv1.Act_ACT_BOOK} {
			if who == testkit.SystemAdmin && act != accessv1.Act_ACT_READ_MATTERS {
				continue
			}
			d.consent(who, act)
			ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Resident), "x-acting-for", person(who))
			for _, m := range contract(t) {
				if m.Descriptor.IsStreamingServer() {
					continue // authorised by the same lines; none has an act
				}
				kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
				if err != nil {
					t.Fatal(err)
				}
				request := bare(t, m.Descriptor)
				verb, target, body := restCall(t, bindings(m.Descriptor)[0], request)
				_, problem := read(t, send(t, d.Kit, d.rest, testkit.Resident, verb, target, body, "X-Acting-For", person(who)))
				byREST, _ := problem["reason"].(string)
				byGRPC := fault.Reason(status.Convert(d.native.Invoke(ctx, m.FullName(), request, kind.New().Interface())))
				open := m.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC
				if covered := open || m.Access.GetAct() == act; covered == (byGRPC == "ACT_NOT_COVERED") || covered == (byREST == "ACT_NOT_COVERED") {
					t.Errorf("%s for %s by a mandate of %s: gRPC %s, REST %s", m.FullName(), who, act, byGRPC, byREST)
				}
			}
		}
	}
}

// Every method is asked by a substitute, once with all that the office of the absent leader allows and once with the approval alone:
// he is let in by what the leader holds for a unit or more, but for an administrator's permissions; to read, in either case.
//
// proves AD-16
func TestASubstituteIsLetInByWhatTheOfficeGivesAloneByBothDoors(t *testing.T) {
	t.Parallel()
	const approve = "dispatch.dispatch.approve"
	for _, only := range [][]string{nil, {approve}} {
		d := openDistrict(t)
		wish := d.newSubstitution()
		wish.Substitution.ValidFrom, wish.Substitution.Permissions = nil, only
		leave := prepare[*directoryv1.Substitution](d, testkit.StreetLeader, wish).GetName()
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Dispatcher), "x-acting-for", leave)
		for _, m := range contract(t) {
			if m.Descriptor.IsStreamingServer() {
				continue // authorised by the same lines
			}
			kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
			if err != nil {
				t.Fatal(err)
			}
			request := bare(t, m.Descriptor)
			verb, target, body := restCall(t, bindings(m.Descriptor)[0], request)
			_, problem := read(t, send(t, d.Kit, d.rest, testkit.Dispatcher, verb, target, body, "X-Acting-For", leave))
			metadata, _ := problem["metadata"].(map[string]any)
			byGRPC := status.Convert(d.native.Invoke(ctx, m.FullName(), request, kind.New().Interface()))
			needed := m.Access.GetPermission()
			rule := &accessv1.Access{Permission: needed, Scope: m.Access.GetScope()}
			if !access.OnlyReads(needed) {
				rule.Scope = max(rule.GetScope(), accessv1.Scope_SCOPE_UNIT)
			}
			given := access.PassesOn(needed) && (only == nil || needed == approve || access.OnlyReads(needed)) && admits(access.StreetLeader, rule)
			open := given || m.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC
			if denied := fault.Reason(byGRPC) == "PERMISSION_DENIED" && strings.Contains(byGRPC.Proto().String(), needed); denied == open || (metadata["permission"] == needed) == open {
				t.Errorf("%s with %v: gRPC %v, REST %v", m.FullName(), only, byGRPC, problem)
			}
		}
	}
}

// proves IN-38
func TestCase2AnExpiredTokenAndThatOfALinkOpenNoDoorAtAll(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	worthless := map[string]context.Context{}
	bear := func(what, token string) {
		worthless[what] = metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token)
	}
	for who := range callers {
		bear("the expired token of "+string(who), d.Token(who))
	}
	d.Clock.Advance(16 * time.Minute)
	bear("the token of a link to an issue", d.linked(d.filed()))
	for _, m := range contract(t) {
		kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
		if err != nil {
			t.Fatal(err)
		}
		for what, ctx := range worthless {
			if err := d.ask(ctx, m.Descriptor, bare(t, m.Descriptor), kind.New().Interface()); status.Code(err) != codes.Unauthenticated {
				t.Errorf("%s by %s: %v", m.FullName(), what, err)
			}
		}
	}
}

func TestCase3AMethodThatTheContractDoesNotNameLetsNobodyIn(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.SystemAdmin))
	for _, method := range []string{"/haolinju.directory.v1.DirectoryService/Nothing", "/haolinju.directory.v1.DirectoryService/GetUnit/", "/x.y.Z/GetUnit"} {
		if err := d.native.Invoke(ctx, method, &accessv1.Access{}, &accessv1.Access{}); status.Code(err) != codes.Unimplemented {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// elsewhere is a unit in which somebody of a role has nothing to do with the rows of the demo's people.
func elsewhere(role string) string {
	switch role {
	case access.CommunityWorker:
		return "110111011001" // of 拱辰街道
	case access.Liaison:
		return gardens
	case access.ResourceOwner:
		return water
	}
	return "110111011" // 拱辰街道
}

// newcomer is a token of a new person with a role in a unit.
func (d *district) newcomer(role, unit string) string {
	d.t.Helper()
	id := uuid.New()
	_, err := db.Write(access.AsSystem(d.t.Context(), demo.Fangshan), d.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		if _, err := directory.AddPerson(ctx, tx, d.Keeper, directory.PersonSpec{ID: id, Name: "演示新人（虚构）"}); err != nil {
			return struct{}{}, err
		}
		_, err := staffing.AddMembership(ctx, tx, staffing.MembershipSpec{Person: id, Unit: d.Unit(unit), Role: role})
		return struct{}{}, err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	token, err := d.Issue(demo.Fangshan, id, time.Hour)
	if err != nil {
		d.t.Fatal(err)
	}
	return token
}

// findsByPost are the calls that find something or nothing and still are no GET, since what is looked for may not stand in an address.
var findsByPost = map[string]bool{"IntakeService.SearchIssuesByPhone": true}

// proves AP-30, AD-04
func TestCase2TheSameRoleInAnotherUnitDoesNothingHere(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			for _, called := range slices.Sorted(maps.Keys(cases)) {
				c, m := cases[called], methods[method(called)]
				role, request := callers[c.who], c.make(d)
				if m.Access.GetScope() < accessv1.Scope_SCOPE_UNIT || role == "" ||
					admits(role, &accessv1.Access{Permission: m.Access.GetPermission(), Scope: accessv1.Scope_SCOPE_TENANT}) {
					native(d, m.Descriptor, c.who, request, "")
					continue // for everybody, for one's own, or for the whole district
				}
				ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.newcomer(role, elsewhere(role)))
				kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
				if err != nil {
					t.Fatal(err)
				}
				answer := kind.New().Interface()
				err = d.ask(ctx, m.Descriptor, request, answer)
				shown, _ := protojson.Marshal(answer)
				if code := status.Code(err); code != codes.NotFound && code != codes.PermissionDenied && !((m.ReadOnly || findsByPost[method(called)]) && err == nil && !idPattern.Match(shown)) {
					t.Errorf("%s as %s of another unit: %v, %s", called, role, err, shown)
				}
				native(d, m.Descriptor, c.who, request, "") // the next case may rest on it
			}
		})
	}
}
