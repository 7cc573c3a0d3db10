package directory

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/district"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// bulk is how many rows one INSERT of an import carries: far from the 65,535 parameters of the protocol.
const bulk = 500

// Report tells what an import found in the list and what it did.
type Report struct {
	SubDistricts, Communities, Villages int // in the list
	Added, Changed, Unchanged           int // units of the district
}

// ImportDivisions brings the units of a founded district in line with a published list: it adds what is missing,
// and renames or moves what the list tells otherwise, with history. Units that the list does not name stay. All of it
// is one transaction; a list that is in place already writes nothing.
func ImportDivisions(ctx context.Context, d *db.DB, tenant int, r io.Reader) (Report, error) {
	list, err := ReadDivisions(r)
	if err != nil {
		return Report{}, err
	}
	var report Report
	_, err = db.Write(access.AsSystem(ctx, tenant), d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		report, err = importList(ctx, tx, list)
		return struct{}{}, err
	})
	return report, err
}

func importList(ctx context.Context, tx *db.Tx, list Divisions) (Report, error) {
	at, err := lockTree(ctx, tx)
	if err != nil {
		return Report{}, err
	}
	owner, err := tx.District.Query().Where(district.ID(tx.Tenant())).Only(ctx)
	if ent.IsNotFound(err) {
		return Report{}, fmt.Errorf("divisions: district %d is not founded yet", tx.Tenant())
	}
	if err != nil {
		return Report{}, err
	}
	if owner.Kind == "REAL" && owner.DivisionCode != list.District.Code {
		return Report{}, fmt.Errorf("divisions: district.code: the list is of %s, the tenant is %s", list.District.Code, owner.DivisionCode)
	}
	units, err := tx.Unit.Query().Where(unit.CodeNotNil()).All(ctx)
	if err != nil {
		return Report{}, err
	}
	i := importer{tx: tx, at: at, units: map[string]*ent.Unit{}}
	for _, u := range units {
		i.units[wire.Plain(u.Code)] = u
		if u.ParentID == nil {
			i.root = u
		}
	}
	if err := i.run(ctx, list); err != nil {
		return i.Report, err
	}
	if i.Added == 0 && i.Changed == 0 {
		return i.Report, db.ErrNothing
	}
	tx.Audit(db.Audit{Action: "directory.divisions.import", Object: name.Of("units", i.root.ID),
		After: map[string]any{"source": list.Source, "added": i.Added, "changed": i.Changed, "unchanged": i.Unchanged}})
	tx.Emit(db.Event{Type: "haolinju.directory.divisions.imported.v1", Subject: name.Of("units", i.root.ID),
		Units: []uuid.UUID{i.root.ID}, Data: map[string]any{"added": i.Added, "changed": i.Changed}})
	return i.Report, nil
}

// importer holds one import: the units of the district by code, those that it adds included, and the rows that wait to
// be inserted together.
type importer struct {
	Report
	tx      *db.Tx
	at      time.Time // from which the changes hold
	root    *ent.Unit
	units   map[string]*ent.Unit
	waiting []*ent.UnitCreate
	spans   []*ent.UnitHistoryCreate
}

func (i *importer) run(ctx context.Context, list Divisions) error {
	district := Division{Code: wire.Plain(i.root.Code), Name: list.District.Name} // a test district keeps a code of its own
	if err := i.put(ctx, district, directoryv1.Unit_KIND_DISTRICT, nil); err != nil {
		return err
	}
	for _, s := range list.SubDistricts {
		i.SubDistricts++
		if err := i.put(ctx, s.Division, kindBySuffix(s.Name), i.units[district.Code]); err != nil {
			return err
		}
		for _, c := range s.Communities {
			kind := kindByType(c.Type)
			if kind == directoryv1.Unit_KIND_VILLAGE {
				i.Villages++
			} else {
				i.Communities++
			}
			if err := i.put(ctx, c.Division, kind, i.units[s.Code]); err != nil {
				return err
			}
		}
	}
	return i.flush(ctx)
}

// put brings one unit in line with the list; its parent has been put before.
func (i *importer) put(ctx context.Context, listed Division, kind directoryv1.Unit_Kind, parent *ent.Unit) error {
	have := i.units[listed.Code]
	if have == nil {
		i.add(listed, kind, parent)
		return nil
	}
	want := *have
	want.Name, want.Kind, want.Path, want.ParentID = listed.Name, wire.Word(kind), listed.Name, nil
	if parent != nil {
		want.Path, want.ParentID = parent.Path+"/"+listed.Name, &parent.ID
	}
	i.units[listed.Code] = &want
	if want.Name == have.Name && want.Kind == have.Kind && wire.Plain(want.ParentID) == wire.Plain(have.ParentID) {
		i.Unchanged++ // a new path, where the unit above was renamed, has been written with that unit
		return nil
	}
	i.Changed++
	if err := i.flush(ctx); err != nil {
		return err
	}
	return changeUnit(ctx, i.tx, i.at, have, &want)
}

func (i *importer) add(listed Division, kind directoryv1.Unit_Kind, parent *ent.Unit) {
	u := &ent.Unit{ID: i.tx.NewID(), Name: listed.Name, Kind: wire.Word(kind), ParentID: &parent.ID, Path: parent.Path + "/" + listed.Name}
	i.units[listed.Code] = u
	i.waiting = append(i.waiting, newUnit(i.tx, UnitSpec{ID: u.ID, Name: u.Name, Kind: kind, Code: listed.Code}, parent))
	i.spans = append(i.spans, newSpan(i.tx, u, i.at))
	i.Added++
}

// flush inserts the rows that wait, parents before the units below them.
func (i *importer) flush(ctx context.Context) error {
	for rows := range slices.Chunk(i.waiting, bulk) {
		if err := i.tx.Unit.CreateBulk(rows...).Exec(ctx); err != nil {
			return err
		}
	}
	for rows := range slices.Chunk(i.spans, bulk) {
		if err := i.tx.UnitHistory.CreateBulk(rows...).Exec(ctx); err != nil {
			return err
		}
	}
	i.waiting, i.spans = nil, nil
	return nil
}
