// Package mail hands letters over to a server for mail, by SMTP.
package mail
