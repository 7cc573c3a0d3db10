DROP INDEX "dispatch_objection_by_dispatch";
