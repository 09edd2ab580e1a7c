"""Reports to claims whose readings hold spans. Extractors stand side by side behind one protocol."""
