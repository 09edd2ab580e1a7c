"""The revisions, oldest first by number. A revision is never edited once a release has carried it."""
