"""Values to a stream, each with a report of what could not be said in that format."""
