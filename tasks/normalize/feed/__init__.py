"""RSS, Atom and WordPress exports: items one by one, whatever state the XML is in."""
