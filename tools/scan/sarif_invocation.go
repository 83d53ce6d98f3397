package scan

import "cmp"

// inInvocation reads how the tool ran: whether it says that it was successful, with
// which exit code, and what went wrong.
func (s *sarif) inInvocation(name []byte) error {
	switch string(name) {
	case "endTimeUtc":
		b, err := s.j.Scalar()
		s.out.scanned(parseDay(b))
		return err
	case "executionSuccessful":
		b, err := s.j.Scalar()
		if s.proven = len(b) > 0; s.proven && string(b) != "true" {
			s.out.wholeReport("report-unsuccessful")
		}
		return err
	case "exitCode":
		b, err := s.j.Scalar()
		if len(b) > 0 && string(b) != "0" {
			s.out.wholeReport("report-exit-code", "given", clip(b))
		}
		return err
	case "exitSignalName", "processStartFailureMessage":
		b, err := s.j.Scalar()
		if len(b) > 0 {
			s.out.wholeReport("report-error", "given", clip(b))
		}
		return err
	case "toolExecutionNotifications", "toolConfigurationNotifications":
		return s.j.Each(s.notification)
	}
	return nil
}

// notification reads what the tool says of its own run: an error is one, a warning or
// a note is none.
func (s *sarif) notification() error {
	level, text := "", ""
	err := s.j.Members(func(name []byte) error {
		switch string(name) {
		case "level":
			return s.out.json(s.j, &level)
		case "message":
			return s.j.Members(func(name []byte) error {
				if string(name) != "text" {
					return nil
				}
				return s.out.json(s.j, &text)
			})
		}
		return nil
	})
	if level == "error" {
		s.out.wholeReport("report-error", "given", clip([]byte(cmp.Or(text, level))))
	}
	return err
}
