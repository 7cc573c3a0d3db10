DROP INDEX "timeline_entry_by_issue";
