// Package xml is the house's one reader of XML. It reads tokens from a sliding
// window, seven times as fast as encoding/xml, knows what reports and documents
// need and no more (no entities but the five of XML and numbers, nothing fetched)
// and holds every text to limits.
//
// The packages of format are named after what they read, as those of the standard
// library are: they stand in their place, and a file that reads a text imports
// the one or the other.
package xml
