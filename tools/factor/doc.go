// Package factor reckons what people sign in with: passwords, and the codes that an
// authenticator app shows.
package factor
