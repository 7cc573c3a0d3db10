DROP INDEX "dispatch_entry_by_dispatch";
