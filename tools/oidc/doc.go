// Package oidc lets people sign in who have shown another provider who they are (OpenID
// Connect): it asks the provider, and reads what it answers. Whose account that is, and in
// which role, it does not know.
package oidc
