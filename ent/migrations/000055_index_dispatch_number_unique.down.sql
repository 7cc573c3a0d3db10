DROP INDEX "dispatch_number_unique";
