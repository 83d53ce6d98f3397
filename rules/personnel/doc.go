// Package personnel says who may examine and decide, by what is on record of the person
// (ISO/IEC 17065, 4.2 and 6.1): the competence that the edition asks for a step, and ties to
// organisations that bar a person from their cases until a day.
package personnel
