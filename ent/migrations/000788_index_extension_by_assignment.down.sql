DROP INDEX "extension_by_assignment";
