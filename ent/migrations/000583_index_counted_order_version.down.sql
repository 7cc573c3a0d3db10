DROP INDEX "counted_order_version";
