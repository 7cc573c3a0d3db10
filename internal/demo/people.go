// Package demo loads a district to try the system with and plays the programme's own stories through the public doors.
//
// The divisions, departments and cases are real and public; the persons are invented and their names say so.
package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/catalogue"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/staffing"
)

// The two districts of the demo: the real one and one made for tests, whose people must see nothing of the first.
const (
	Fangshan = 110111 // 房山区
	Other    = 900001
)

// Xilu is the code of 西潞街道.
const Xilu = "110111012"

// suzhuang is the code of 苏庄一里社区.
const suzhuang = "110111012005"

// Who names an invented person of the demo.
type Who string

// The persons.
const (
	Anonymous       Who = ""
	Resident        Who = "resident"
	Resident2       Who = "resident-2"
	CommunityWorker Who = "community-worker"
	Dispatcher      Who = "dispatcher"
	StreetLeader    Who = "street-leader"
	LiaisonA        Who = "liaison-a"
	LiaisonB        Who = "liaison-b"
	LiaisonC        Who = "liaison-c"
	ResourceOwner   Who = "resource-owner"
	Judge           Who = "judge"
	SystemAdmin     Who = "system-admin"
	SecurityAdmin   Who = "security-admin"
	AuditAdmin      Who = "audit-admin"
	ForeignResident Who = "foreign-resident"
	ForeignAdmin    Who = "foreign-admin"
	DistrictLeader  Who = "district-leader"
	LiaisonD        Who = "liaison-d"
	LiaisonE        Who = "liaison-e"
	LiaisonF        Who = "liaison-f"
	LiaisonG        Who = "liaison-g"
	LiaisonH        Who = "liaison-h"
	LiaisonI        Who = "liaison-i"
	LiaisonJ        Who = "liaison-j"
	LiaisonK        Who = "liaison-k"
)

// Person is one of them: what a token is made for.
type Person struct {
	Who    Who
	Tenant int
	Name   string
	Role   string
	unit   string // code
}

// People are all of them.
var People = []Person{
	{Resident, Fangshan, "演示居民甲（虚构）", access.Resident, Xilu},
	{Resident2, Fangshan, "演示居民乙（虚构）", access.Resident, Xilu},
	{CommunityWorker, Fangshan, "演示社区工作者（虚构）", access.CommunityWorker, suzhuang},
	{Dispatcher, Fangshan, "演示派单员（虚构）", access.Dispatcher, Xilu},
	{StreetLeader, Fangshan, "演示带班领导（虚构）", access.StreetLeader, Xilu},
	{LiaisonA, Fangshan, "演示联络员甲（虚构）", access.Liaison, "SGZW-FS"},
	{LiaisonB, Fangshan, "演示联络员乙（虚构）", access.Liaison, "SWJ"},
	{LiaisonC, Fangshan, "演示联络员丙（虚构）", access.Liaison, "YLLHJ"},
	{ResourceOwner, Fangshan, "演示资源管理员（虚构）", access.ResourceOwner, "LXSZ"},
	{Judge, Fangshan, "演示评委（虚构）", access.Judge, Xilu},
	{SystemAdmin, Fangshan, "演示系统管理员（虚构）", access.SystemAdmin, "110111"},
	{SecurityAdmin, Fangshan, "演示安全管理员（虚构）", access.SecurityAdmin, "110111"},
	{AuditAdmin, Fangshan, "演示审计管理员（虚构）", access.AuditAdmin, "110111"},
	{ForeignResident, Other, "演示外区居民（虚构）", access.Resident, "900001"},
	{ForeignAdmin, Other, "演示外区系统管理员（虚构）", access.SystemAdmin, "900001"},
	{DistrictLeader, Fangshan, "演示区级领导（虚构）", access.StreetLeader, "110111"},
	{LiaisonD, Fangshan, "演示联络员丁（虚构）", access.Liaison, "ZJW"},
	{LiaisonE, Fangshan, "演示联络员戊（虚构）", access.Liaison, "CGZFJ"},
	{LiaisonF, Fangshan, "演示联络员己（虚构）", access.Liaison, "JYJYD"},
	{LiaisonG, Fangshan, "演示联络员庚（虚构）", access.Liaison, "GAFJ"},
	{LiaisonH, Fangshan, "演示联络员辛（虚构）", access.Liaison, "SCJGJ"},
	{LiaisonI, Fangshan, "演示联络员壬（虚构）", access.Liaison, "STHJJ"},
	{LiaisonJ, Fangshan, "演示联络员癸（虚构）", access.Liaison, "MZJ"},
	{LiaisonK, Fangshan, "演示联络员子（虚构）", access.Liaison, "HWZX"},
}

// unitSpec is a department, utility or school of the account.
type unitSpec struct {
	code, name string
	kind       directoryv1.Unit_Kind
	parent     string
}

var units = []unitSpec{
	{"SGZW-FS", "市规自委房山分局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"SWJ", "区水务局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"YLLHJ", "区园林绿化局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"ZJW", "区住房城乡建设委", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"CGZFJ", "区城管执法局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"JYJYD", "区消防救援支队", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"GAFJ", "房山公安分局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"SCJGJ", "区市场监管局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"STHJJ", "区生态环境局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"MZJ", "区民政局", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"HWZX", "区环卫中心", directoryv1.Unit_KIND_DEPARTMENT, "110111"},
	{"LXSZ", "良乡三中", directoryv1.Unit_KIND_SCHOOL, Xilu},
}

// Category codes of the demo.
const (
	CategoryProperty = "PROPERTY.CERTIFICATE"
	CategoryWater    = "UTILITY.WATER"
)

var categories = []struct {
	code, name string
	tier       directoryv1.Category_Tier
}{
	{CategoryProperty, "房屋产权证办理", directoryv1.Category_TIER_ORDINARY},
	{CategoryWater, "供水管线", directoryv1.Category_TIER_EMERGENCY},
}

// doors is how many 楼门 of 苏庄一里社区 take part in the selection.
const doors = 47

// doorsOfBuilding is how many doors a building of the demo has.
const doorsOfBuilding = 4

// ID is the id of a thing of the demo, the same in every installation, so that a second start finds the first.
func ID(tenant int, kind, key string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, fmt.Appendf(nil, "haolinju.demo/%d/%s/%s", tenant, kind, key))
}

// ID of the person.
func (p Person) ID() uuid.UUID { return ID(p.Tenant, "person", string(p.Who)) }

// Phone of the person: one that the number plan allows and nobody is asked about.
func (p Person) Phone() string {
	return fmt.Sprintf("1380000%04d", slices.IndexFunc(People, func(q Person) bool { return q.Who == p.Who })+1)
}

// Seed founds both districts with their divisions, and enters the units, places, categories and persons of the stories.
// What is there already is left as it is.
func Seed(ctx context.Context, d *db.DB, keeper *crypto.Keeper, grants []access.Grant) error {
	if err := directory.Found(ctx, d, Fangshan, "房山区", staffing.Roles(grants)); err != nil {
		return err
	}
	if _, err := directory.ImportDivisions(ctx, d, Fangshan, directory.Fangshan()); err != nil {
		return err
	}
	if err := seedTenant(ctx, d, keeper, Fangshan); err != nil {
		return err
	}
	return Refound(ctx, d, keeper, Other, grants)
}

// Refound founds a test district that holds nothing, and enters the demo's people of it.
func Refound(ctx context.Context, d *db.DB, keeper *crypto.Keeper, tenant int, grants []access.Grant) error {
	if err := directory.Found(ctx, d, tenant, "演示测试区（虚构）", staffing.Roles(grants)); err != nil {
		return err
	}
	return seedTenant(ctx, d, keeper, tenant)
}

// seedTenant enters the scene and the people of a district, in one transaction.
func seedTenant(ctx context.Context, d *db.DB, keeper *crypto.Keeper, tenant int) error {
	ctx = access.AsSystem(ctx, tenant)
	last := lastOf(tenant)
	if last < 0 {
		return nil
	}
	seeded, err := db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (bool, error) {
		return tx.Person.Query().Where(person.ID(People[last].ID())).Exist(ctx)
	})
	if err != nil || seeded {
		return err
	}
	_, err = db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "demo.seed", Object: fmt.Sprintf("tenants/%d", tenant)})
		if tenant == Fangshan {
			if err := seedScene(ctx, tx); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, seedPeople(ctx, tx, keeper, tenant)
	})
	return err
}

// lastOf is the index of the person of a tenant who is entered last; -1 for none.
func lastOf(tenant int) int {
	last := -1
	for i, p := range People {
		if p.Tenant == tenant {
			last = i
		}
	}
	return last
}

// seedScene enters what is not persons.
func seedScene(ctx context.Context, tx *db.Tx) error {
	for _, u := range units {
		parent, err := tx.Unit.Query().Where(unit.Code(u.parent)).Only(ctx)
		if err != nil {
			return fmt.Errorf("unit %s: %w", u.parent, err)
		}
		if _, err := directory.AddUnit(ctx, tx, directory.UnitSpec{ID: ID(Fangshan, "unit", u.code), Name: u.name, Kind: u.kind,
			Code: u.code, Parent: parent.ID}); err != nil {
			return fmt.Errorf("unit %s: %w", u.code, err)
		}
	}
	for _, c := range categories {
		if _, err := catalogue.AddCategory(ctx, tx, catalogue.CategorySpec{ID: ID(Fangshan, "category", c.code), Code: c.code,
			Name: c.name, Tier: c.tier}); err != nil {
			return err
		}
	}
	community, err := tx.Unit.Query().Where(unit.Code(suzhuang)).Only(ctx)
	if err != nil {
		return err
	}
	for i := range doors {
		building := ID(Fangshan, "building", fmt.Sprint(i/doorsOfBuilding))
		if i%doorsOfBuilding == 0 {
			if _, err := directory.AddPlace(ctx, tx, directory.PlaceSpec{ID: building, Kind: directoryv1.Place_KIND_BUILDING,
				Unit: community.ID, Name: fmt.Sprintf("苏庄一里%d号楼", i/doorsOfBuilding+1)}); err != nil {
				return err
			}
		}
		if _, err := directory.AddPlace(ctx, tx, directory.PlaceSpec{ID: DoorID(i), Kind: directoryv1.Place_KIND_DOOR, Unit: community.ID,
			Parent: building, Name: fmt.Sprintf("苏庄一里%d号楼%d单元", i/doorsOfBuilding+1, i%doorsOfBuilding+1)}); err != nil {
			return err
		}
	}
	return nil
}

// DoorID is the place of one of the doors.
func DoorID(i int) uuid.UUID { return ID(Fangshan, "door", fmt.Sprint(i)) }

func seedPeople(ctx context.Context, tx *db.Tx, keeper *crypto.Keeper, tenant int) error {
	for _, p := range People {
		if p.Tenant != tenant {
			continue
		}
		if _, err := directory.AddPerson(ctx, tx, keeper, directory.PersonSpec{ID: p.ID(), Name: p.Name,
			Phone: p.Phone()}); err != nil {
			return err
		}
		in, err := tx.Unit.Query().Where(unit.Code(p.unit)).Only(ctx)
		if err != nil {
			return fmt.Errorf("unit %s: %w", p.unit, err)
		}
		if _, err := staffing.AddMembership(ctx, tx, staffing.MembershipSpec{Person: p.ID(), Unit: in.ID, Role: p.Role}); err != nil {
			return err
		}
	}
	return nil
}
