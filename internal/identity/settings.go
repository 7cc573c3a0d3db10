package identity

import (
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

const habit = "product default; set by the district"

// Limits of sign-in. No law sets the numbers; a tenant changes them by a dated row.
var (
	// codeMinutes is how long a code lives, in minutes.
	codeMinutes = setting.Declare("identity.code_minutes", 5, habit)
	// codeTries is how many wrong guesses end a code.
	codeTries = setting.Declare("identity.code_tries", 5, habit)
	// codeSeconds is the shortest time between two codes to one number, in seconds.
	codeSeconds = setting.Declare("identity.code_seconds", 60, habit)
	// codesPerNumber is how many codes one number gets in 24 hours.
	codesPerNumber = setting.Declare("identity.codes_per_number", 10, habit)
	// codesPerAddress is how many codes may be asked for from one address in an hour.
	codesPerAddress = setting.Declare("identity.codes_per_address", 60, habit)
	// codesPerTenant is how many codes the district sends in 24 hours.
	codesPerTenant = setting.Declare("identity.codes_per_tenant", 20_000, habit)
	// codeRegions are the regions (ISO 3166-1 alpha-2) whose mobile telephones get codes.
	codeRegions = setting.Declare("identity.code_regions", []string{"CN"}, habit)
	// failuresPerAddress is how many attempts to sign in may fail from one address in a minute.
	failuresPerAddress = setting.Declare("identity.failures_per_address", 10, habit)
	// failuresPerUsername is how many attempts to sign in with one user name may fail within usernameMinutes.
	failuresPerUsername = setting.Declare("identity.failures_per_username", 5, habit, setting.Between(1, 100))
	usernameMinutes     = setting.Declare("identity.username_minutes", 15, habit, setting.Between(1, 1440))
	// passwordLength is how many characters a password has at least.
	passwordLength = setting.Declare("identity.password_length", 12, habit, setting.Between(8, 64))
	// firstPasswordHours is how long a password that an administrator has set may be used, in hours.
	firstPasswordHours = setting.Declare("identity.first_password_hours", 72, habit, setting.Between(1, 720))
	// oneFactorRoles are the roles whose holders may sign in without a second factor.
	oneFactorRoles = setting.Declare("identity.one_factor_roles", []string{access.Resident}, habit)
	// handshakeMinutes is how long a sign-in at an issuer may take, in minutes.
	handshakeMinutes = setting.Declare("identity.oidc_handshake_minutes", 10, habit, setting.Between(1, 60))
	// invitationHours is how long an invitation to show an account of the issuer holds, in hours.
	invitationHours = setting.Declare("identity.oidc_invitation_hours", 72, habit, setting.Between(1, 720))
	// accessMinutes is how long an access token lives, in minutes.
	accessMinutes = setting.Declare("identity.access_minutes", 15, habit)
	// refreshDays is how long a session lives without being renewed, in days.
	refreshDays = setting.Declare("identity.refresh_days", 30, habit)
	// sessionDays is how long a session that is over is remembered, in days.
	sessionDays = setting.Declare("identity.session_days", 180, habit)
)
