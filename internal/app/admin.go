package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/staffing"
)

// Admin is an administrator to be entered.
type Admin struct {
	Tenant               int
	Username, Name, Role string
	Unit                 string // code; empty for the district itself
}

// CreateAdmin enters a person who signs in by password and holds the role of an administrator. Everybody else is let in
// through the API by whom the first one has given the rights; the password comes from the first line of in.
func CreateAdmin(ctx context.Context, cfg *Config, a Admin, in io.Reader, out io.Writer, log *slog.Logger) error {
	lines := bufio.NewScanner(in)
	if !lines.Scan() || lines.Text() == "" {
		return errors.New("give the password as the first line of standard input")
	}
	clear := lines.Text()
	return within(ctx, cfg, log, func(h *House) error {
		secret, err := h.Identity.NewPassword(ctx, "password", clear)
		if err != nil {
			return err
		}
		person, err := db.Write(access.AsSystem(ctx, a.Tenant), h.DB, func(ctx context.Context, tx *db.Tx) (uuid.UUID, error) {
			in, err := a.unit(ctx, tx)
			if err != nil {
				return uuid.Nil, err
			}
			p, err := directory.AddPerson(ctx, tx, h.Keeper, directory.PersonSpec{Name: a.Name})
			if err != nil {
				return uuid.Nil, err
			}
			if _, err := staffing.AddMembership(ctx, tx, staffing.MembershipSpec{Person: p.ID, Unit: in, Role: a.Role}); err != nil {
				return uuid.Nil, err
			}
			return p.ID, h.Identity.Accredit(ctx, tx, p.ID, a.Username, secret, 0)
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s is %s: enrol an authenticator (POST /v1/auth:enrolTotp), then sign in (POST /v1/auth:loginWithPassword)\n",
			name.Of("persons", person), a.Role)
		return nil
	})
}

// unit that the role is held in.
func (a Admin) unit(ctx context.Context, tx *db.Tx) (uuid.UUID, error) {
	which := unit.ParentIDIsNil()
	if a.Unit != "" {
		which = unit.Code(a.Unit)
	}
	id, err := tx.Unit.Query().Where(which).OnlyID(ctx)
	if ent.IsNotFound(err) && a.Unit != "" {
		return id, fmt.Errorf("district %d has no unit with the code %s", a.Tenant, a.Unit)
	}
	if ent.IsNotFound(err) {
		return id, fmt.Errorf("district %d is not founded: run `server import divisions FILE` first", a.Tenant)
	}
	return id, err
}
