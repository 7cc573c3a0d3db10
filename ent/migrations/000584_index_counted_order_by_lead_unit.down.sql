DROP INDEX "counted_order_by_lead_unit";
