// Package identity signs people in: it proves who somebody is, keeps the session, and gives out the tokens that stand for it.
//
// Glossary: 令牌 = token, 任职 = Membership, 角色 = Role, 权限 = Permission, 登录 = login, 会话 = Session,
// 用户名和密码 = credential, 动态验证码 = TOTP, 双因素 = second factor, 恢复码 = recovery code,
// 验证码 = login code, 刷新令牌 = refresh token, 统一身份认证 = OpenID Connect issuer, 邀请 = invitation, 额度 = budget, 小程序 = mini-program.
//
// Invariants:
//
//  1. No code, token, number or address is stored: only digests under a key, or of 256 random bits (Service.mac,
//     token.NewOpaque).
//  2. A code has one use and few guesses, and there is one of a number and purpose (login_code_pkey, Service.redeem). A failed
//     guess is committed though the call fails (Service.signIn).
//  3. Attempts and codes are counted by budgets, exactly, whatever the number of servers (budget.Charge).
//  4. A refresh token has one use; the second one ends its session (Service.RefreshToken). A session that has ended says why
//     (session_revoked_has_cause). One that was opened by one factor is not renewed once a role wants two (Session.second_factor_time).
//  5. Whom an issuer outside knows by a subject is one person of the district (external_identity_subject_unique,
//     Service.external); the subject is stored sealed. An account of the staff's issuer comes to stand for a person by an
//     invitation or a telephone that the issuer has verified, and never makes one (Service.member). A handshake and an invitation
//     have one use (oidc_handshake_pkey, oidc_invitation_pkey).
//  6. A password is stored as its Argon2id hash; who has it is known by a keyed digest of the user name, and an unknown one
//     costs the same work (Service.weigh). Digits of an authenticator and recovery codes have one use (Service.redeemTotp).
package identity
