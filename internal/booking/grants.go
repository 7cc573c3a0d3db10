package booking

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitReadResource     = "booking.resource.get"
	permitCreateResource   = "booking.resource.create"
	permitUpdateResource   = "booking.resource.update"
	permitDeleteResource   = "booking.resource.delete"
	permitUndeleteResource = "booking.resource.undelete"
	permitOpen             = "booking.share_window.create"
	permitClose            = "booking.share_window.delete"
	permitBook             = "booking.booking.create"
	permitRead             = "booking.booking.get"
	permitCancel           = "booking.booking.cancel"
)

// Grants is what the seeded roles may do. A published resource needs no grant to be read.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitBook, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitCancel, Scope: accessv1.Scope_SCOPE_SELF},

	{Role: access.CommunityWorker, Permission: permitBook, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitCancel, Scope: accessv1.Scope_SCOPE_SELF},

	{Role: access.ResourceOwner, Permission: permitReadResource, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitCreateResource, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitUpdateResource, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitDeleteResource, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitUndeleteResource, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitOpen, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitClose, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitBook, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.ResourceOwner, Permission: permitCancel, Scope: accessv1.Scope_SCOPE_UNIT},

	{Role: access.StreetLeader, Permission: permitReadResource, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.SystemAdmin, Permission: permitReadResource, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitCreateResource, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitUpdateResource, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitDeleteResource, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitUndeleteResource, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitOpen, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitClose, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitCancel, Scope: accessv1.Scope_SCOPE_TENANT},
}
