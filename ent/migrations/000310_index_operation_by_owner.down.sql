DROP INDEX "operation_by_owner";
