DROP INDEX "operation_by_expiry";
